import { Check, Copy } from "lucide";
import { useEffect, useState } from "preact/hooks";
import { Button } from "./button.tsx";
import { copyText } from "./copy.ts";

interface CopyButtonProps {
  text: string;
  /** What is copied, in words: "Copy link". */
  children: string;
  kind?: "primary" | "quiet" | "plain";
  wide?: boolean;
}

/** How long "Copied" stands, in milliseconds. */
const STANDS = 2_000;

/** Copies and says so in its own words, or says that it could not. */
export function CopyButton({ text, children, kind = "quiet", wide = false }: CopyButtonProps) {
  const [said, say] = useState<"copied" | "refused">();
  useEffect(() => {
    if (!said) return;
    const timer = setTimeout(() => say(undefined), STANDS);
    return () => clearTimeout(timer);
  }, [said]);
  const words = { copied: "Copied", refused: "Copy by hand" };
  return (
    <>
      <Button
        kind={kind}
        wide={wide}
        icon={said === "copied" ? Check : Copy}
        onClick={async () => say((await copyText(text)) ? "copied" : "refused")}
      >
        {said ? words[said] : children}
      </Button>
      <span class="hidden-text" role="status">
        {said && words[said]}
      </span>
    </>
  );
}
