import "./choice.css";
import { useId } from "preact/hooks";

interface ChoiceProps<T extends string> {
  legend: string;
  value: T;
  options: readonly { readonly value: T; readonly label: string; readonly hint?: string }[];
  onChange(value: T): void;
  /** `rows`: one under the other with a hint each. `segments`: side by side. */
  look?: "rows" | "segments";
}

/** One of a few, all of them in sight: native radio buttons. */
export function Choice<T extends string>({
  legend,
  value,
  options,
  onChange,
  look = "rows",
}: ChoiceProps<T>) {
  const name = useId();
  return (
    <fieldset class={`choice choice-${look}`}>
      <legend class="choice-legend">{legend}</legend>
      <div class="choice-options">
        {options.map((option) => (
          <label key={option.value} class="choice-option">
            <input
              type="radio"
              name={name}
              class="choice-input"
              checked={option.value === value}
              onChange={() => onChange(option.value)}
            />
            <span class="choice-words">
              <span>{option.label}</span>
              {option.hint && <span class="choice-hint">{option.hint}</span>}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

interface SwitchProps {
  label: string;
  hint?: string | undefined;
  checked: boolean;
  disabled?: boolean;
  onChange(checked: boolean): void;
}

/** On or off, at once. */
export function Switch({ label, hint, checked, disabled = false, onChange }: SwitchProps) {
  const id = useId();
  return (
    <label class="switch">
      <span class="choice-words">
        <span>{label}</span>
        {hint && (
          <span id={id} class="choice-hint">
            {hint}
          </span>
        )}
      </span>
      <input
        type="checkbox"
        role="switch"
        class="switch-input"
        checked={checked}
        disabled={disabled}
        aria-checked={checked}
        aria-label={label}
        {...(hint ? { "aria-describedby": id } : {})}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
    </label>
  );
}
