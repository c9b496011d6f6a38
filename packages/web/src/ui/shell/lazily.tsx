import { signal } from "@preact/signals";
import type { ComponentType } from "preact";
import { useEffect } from "preact/hooks";
import type { Failure } from "../../state/model.ts";
import { problem } from "./actions.ts";

/** How soon a part that could not be loaded is asked for again, while its place is on the screen (milliseconds). */
const AGAIN_MS = 2_000;

const NOT_LOADED: Failure = {
  code: "PAGE_PART",
  message:
    "A part of this page could not be loaded, since nobody answers where it came from. It is tried again by itself.",
};

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
        if (problem.peek() === NOT_LOADED) problem.value = undefined;
      },
      () => {
        under = undefined;
      },
    );
    return under;
  };
  function Lazy(props: P) {
    useEffect(() => {
      let again: ReturnType<typeof setTimeout> | undefined;
      let gone = false;
      const fetchNow = async () => {
        await load();
        if (gone || loaded.peek()) return;
        problem.value = NOT_LOADED;
        again = setTimeout(() => void fetchNow(), AGAIN_MS);
      };
      void fetchNow();
      return () => {
        gone = true;
        clearTimeout(again);
      };
    }, []);
    const Component = loaded.value;
    return Component ? <Component {...props} /> : null;
  }
  return Object.assign(Lazy, { load });
}
