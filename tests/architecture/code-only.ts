/** A source's code without what only looks like code. */

const COMMENT = /\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$)/y;
/** Ends at the line's end at the latest, so that an apostrophe in JSX text cannot swallow the rest. */
const STRING = /(["'])(?:\\[\s\S]|(?!\1)[^\\\n])*\1?/y;
const TEMPLATE_TEXT = /(?:\\[\s\S]|\$(?!\{)|[^\\`$])*/y;
const REGEX = /\/(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n[])+\/\w*/y;
/** After a value a slash divides; after anything else it opens a regular expression. */
const ENDS_A_VALUE = /[\w$)\]}"'`]\s*$/;
const ENDS_A_KEYWORD =
  /(?<![.\w$])(?:return|typeof|case|in|of|delete|void|throw|new|do|else|await|yield)\s*$/;

/**
 * Blanks comments and the contents of strings, templates and regular expressions with spaces. Length, lines
 * and quotes stay, so an offset here is the same place in `text`. Code inside `${...}` stays code.
 * @param text TypeScript or JavaScript, as it is in the file
 */
export function codeOnly(text: string): string {
  let out = "";
  let braces = 0;
  /** Depth of braces at each `${` that is open. */
  const templates: number[] = [];

  const match = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = out.length;
    return pattern.exec(text)?.[0];
  };
  const templateText = () => {
    out += blank(match(TEMPLATE_TEXT) ?? "");
    if (text.startsWith("${", out.length)) {
      templates.push(braces);
      out += "${";
    } else if (out.length < text.length) out += "`";
  };

  while (out.length < text.length) {
    const char = text[out.length]!;
    const comment = char === "/" ? match(COMMENT) : undefined;
    if (comment) out += blank(comment);
    else if (char === '"' || char === "'") out += inside(match(STRING)!);
    else if (char === "/" && opensRegex(out)) out += inside(match(REGEX) ?? char);
    else if (char === "`") {
      out += char;
      templateText();
    } else if (char === "}" && templates.at(-1) === braces) {
      templates.pop();
      out += char;
      templateText();
    } else {
      if (char === "{") braces++;
      if (char === "}") braces--;
      out += char;
    }
  }
  return out;
}

function blank(text: string): string {
  return text.replace(/[^\n]/g, " ");
}

/** Keeps the first and the last character. */
function inside(token: string): string {
  return token.length < 2 ? token : token[0] + blank(token.slice(1, -1)) + token.at(-1);
}

function opensRegex(before: string): boolean {
  const tail = before.slice(-200);
  return !ENDS_A_VALUE.test(tail) || ENDS_A_KEYWORD.test(tail);
}
