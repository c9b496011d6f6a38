/** The parts that every screen is made of. */
export { Avatar, RoomAvatar } from "./avatar.tsx";
export { Button, IconButton } from "./button.tsx";
export { Choice, Switch } from "./choice.tsx";
export { CopyButton } from "./copy-button.tsx";
export { Dialog } from "./dialog.tsx";
export { Fold } from "./fold.tsx";
export { Icon } from "./icon.tsx";
export { Menu } from "./menu.tsx";
export { FailureWords, Notice } from "./notice.tsx";
export { PasswordField } from "./password-field.tsx";
export { Qr } from "./qr.tsx";
export { type FieldError, TextField } from "./text-field.tsx";
export { Toasts, toast } from "./toast.tsx";
