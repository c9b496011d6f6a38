import { signal } from "@preact/signals";
import type { ComponentType } from "preact";
import { useEffect } from "preact/hooks";
import { problem } from "./actions.ts";

/**
 * A component that is loaded when it is first shown, or before with `load()`. Nothing stands in its place meanwhile.
 */
export function lazily<P extends object>(fetchIt: () => Promise<ComponentType<P>>) {
  const loaded = signal<ComponentType<P> | undefined>(undefined);
  let under: Promise<void> | undefined;
  const load = () => {
    under ??= fetchIt().then(
      (component) => {
        loaded.value = component;
      },
      () => {
        under = undefined;
        problem.value = {
          code: "PAGE_PART",
          message: "A part of this page could not be loaded. Try again, or reload the page.",
        };
      },
    );
    return under;
  };
  function Lazy(props: P) {
    useEffect(() => {
      void load();
    }, []);
    const Component = loaded.value;
    return Component ? <Component {...props} /> : null;
  }
  return Object.assign(Lazy, { load });
}
