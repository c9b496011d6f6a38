import { Eye, EyeOff } from "lucide";
import { useState } from "preact/hooks";
import { IconButton } from "./button.tsx";
import { type FieldError, TextField } from "./text-field.tsx";

interface PasswordFieldProps {
  label: string;
  value: string;
  onValue(value: string): void;
  error?: FieldError | undefined;
  hint?: string;
  autofocus?: boolean;
  placeholder?: string;
  /** A password that exists is typed again; a new one is thought of. */
  isNew?: boolean;
}

/** A room's password: hidden, and shown while the eye is pressed in. */
export function PasswordField({ value, onValue, isNew = false, ...rest }: PasswordFieldProps) {
  const [shown, show] = useState(false);
  return (
    <TextField
      {...rest}
      type={shown ? "text" : "password"}
      // A room's password is no account of this page: nothing for a browser to keep.
      autocomplete={isNew ? "new-password" : "off"}
      value={value}
      onInput={(event) => onValue(event.currentTarget.value)}
      end={
        <IconButton
          label={shown ? "Hide password" : "Show password"}
          icon={shown ? EyeOff : Eye}
          onClick={() => show(!shown)}
        />
      }
    />
  );
}
