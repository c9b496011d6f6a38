import "./settings.css";
import { Fragment } from "preact";
import { Dialog } from "../parts/index.ts";
import { SHORTCUTS } from "../shell/shortcuts.ts";

/** The list that the keyboard obeys. */
export function ShortcutsDialog({ onClose }: { onClose(): void }) {
  return (
    <Dialog title="Keyboard shortcuts" size="small" onClose={onClose}>
      <div class="shortcuts">
        {SHORTCUTS.map((group) => (
          <section key={group.title}>
            <h3>{group.title}</h3>
            <dl>
              {group.shortcuts.map((shortcut) => (
                <div key={shortcut.words} class="shortcuts-row">
                  <dt>{shortcut.words}</dt>
                  <dd class="shortcuts-keys">
                    {shortcut.keys.map((way, index) => (
                      <Fragment key={way.join()}>
                        {index > 0 && <span>or</span>}
                        {way.map((key) => (
                          <kbd key={key}>{key}</kbd>
                        ))}
                      </Fragment>
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
