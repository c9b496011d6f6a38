/**
 * Puts text on the clipboard, also on plain http, where `navigator.clipboard` does not exist.
 * @returns whether it is there; if not, the person has to select and copy by hand.
 */
export async function copyText(text: string): Promise<boolean> {
  if (navigator.clipboard) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      // Refused by a permission; the old way may still be open.
    }
  }
  return copyBySelection(text);
}

function copyBySelection(text: string): boolean {
  const before = document.activeElement;
  const field = document.createElement("textarea");
  field.value = text;
  field.readOnly = true;
  field.className = "hidden-text";
  // Inside an open modal dialog: what is outside it cannot be focused, and so not copied.
  const holder = before?.closest("dialog") ?? document.body;
  holder.append(field);
  field.select();
  try {
    return document.execCommand("copy");
  } catch {
    return false;
  } finally {
    field.remove();
    if (before instanceof HTMLElement) before.focus({ preventScroll: true });
  }
}
