/**
 * What virtua uses of React, on Preact: given to it in place of preact/compat (vite.config.ts), which is 1.6 kB gzip more
 * and brings along what nothing here needs.
 */
import {
  Component,
  type ComponentType,
  createElement,
  type FunctionComponent,
  options,
  type Ref,
} from "preact";
import { jsx as element } from "preact/jsx-runtime";

export { useEffect, useImperativeHandle, useLayoutEffect, useMemo, useReducer, useRef } from "preact/hooks";

interface Styled {
  style?: Record<string, unknown>;
}

/** Lengths are pixels in React; Preact's own take text alone. All numbers in virtua's styles are lengths. */
export const jsx = (type: string, { style, ...props }: Styled, key?: string) =>
  element(type, { ...props, ...(style ? { style: inPixels(style) } : {}) }, key);

const inPixels = (style: Record<string, unknown>): Record<string, string> => {
  const texts: Record<string, string> = {};
  for (const [name, value] of Object.entries(style))
    if (value !== undefined && value !== null)
      texts[name] = typeof value === "number" ? `${value}px` : `${value}`;
  return texts;
};

/** A component that is drawn again only where `same` says that its properties differ; by itself, where any does. */
export function memo<P extends object>(
  Inner: FunctionComponent<P>,
  same: (before: P, after: P) => boolean = allSame,
): ComponentType<P> {
  return class extends Component<P> {
    override shouldComponentUpdate(next: P): boolean {
      return !same(this.props as P, next);
    }
    override render() {
      return createElement(Inner, this.props as P);
    }
  };
}

function allSame(before: object, after: object): boolean {
  const [a, b] = [before, after] as Record<string, unknown>[];
  const keys = Object.keys(b!);
  return keys.length === Object.keys(a!).length && keys.every((key) => Object.is(a![key], b![key]));
}

/** Preact 11 hands a function its `ref` among the properties. */
export const forwardRef =
  <P extends object, T>(inner: (props: P, ref: Ref<T> | null) => ReturnType<FunctionComponent>) =>
  ({ ref = null, ...props }: P & { ref?: Ref<T> | null }) =>
    inner(props as P, ref);

/** Draws at once what `change` sets off. */
export function flushSync<T>(change: () => T): T {
  const before = options.debounceRendering;
  let draw: (() => void) | undefined;
  options.debounceRendering = (render) => {
    draw = render;
  };
  try {
    const result = change();
    draw?.();
    return result;
  } finally {
    if (before === undefined) delete options.debounceRendering;
    else options.debounceRendering = before;
  }
}
