import "./text-field.css";
import { CircleAlert } from "lucide";
import type { ComponentChildren, InputHTMLAttributes, PartialInputHTMLAttributes, Ref } from "preact";
import { useId } from "preact/hooks";
import { Icon } from "./icon.tsx";

/** What is handed on to the input as it is. */
type Handed = Pick<
  PartialInputHTMLAttributes<HTMLInputElement>,
  | "value"
  | "onInput"
  | "onKeyDown"
  | "placeholder"
  | "autofocus"
  | "disabled"
  | "autocomplete"
  | "enterkeyhint"
  | "inputmode"
>;

/** What is wrong and what helps, in words; a failure's code stands in small print. */
export interface FieldError {
  readonly message: string;
  readonly code?: string;
}

interface TextFieldProps extends Handed {
  label: string;
  /** Keeps the label for screen readers only, where a heading already says it. */
  quietLabel?: boolean;
  /** Words alone where there is no code. */
  error?: FieldError | string | undefined;
  hint?: ComponentChildren;
  /** Stands inside the field at its end: a button. */
  end?: ComponentChildren;
  large?: boolean;
  type?: "text" | "search" | "password";
  inputRef?: Ref<HTMLInputElement>;
}

/** One line to type into, with its label above and its hint or error below. */
export function TextField(props: TextFieldProps) {
  const { label, quietLabel = false, error: wrong, hint, end, large = false, inputRef, ...rest } = props;
  const error = typeof wrong === "string" ? { message: wrong } : wrong;
  const id = useId();
  const about = error || hint ? `${id}-about` : undefined;
  return (
    <div class={`text-field ${large ? "text-field-large" : ""} ${error ? "text-field-wrong" : ""}`}>
      <label for={id} class={quietLabel ? "hidden-text" : "text-field-label"}>
        {label}
      </label>
      <div class="text-field-box">
        <input
          autocomplete="off"
          spellcheck={false}
          {...(rest as InputHTMLAttributes<HTMLInputElement>)}
          id={id}
          ref={inputRef ?? null}
          class="text-field-input"
          dir="auto"
          aria-invalid={Boolean(error)}
          {...(about ? { "aria-describedby": about } : {})}
        />
        {end}
      </div>
      {about && (
        <p
          id={about}
          class={error ? "text-field-error" : "text-field-hint"}
          {...(error ? { role: "alert" } : {})}
        >
          {error && <Icon node={CircleAlert} size={16} />}
          <span>
            {error?.message ?? hint}
            {error?.code && <code class="text-field-code"> {error.code}</code>}
          </span>
        </p>
      )}
    </div>
  );
}
