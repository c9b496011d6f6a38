/** What a process holds when everything that can be collected is. */

export interface Memory {
  /** Bytes: resident, of live objects, and of buffers outside the heap. */
  rss: number;
  heap: number;
  buffers: number;
  /** What the event loop waits for: sockets, timers, ... */
  waiting: number;
}

/** Needs `--expose-gc`, as programs under measurement have it. */
export function memoryNow(): Memory {
  // Twice: what the first frees may have held buffers.
  globalThis.gc?.();
  globalThis.gc?.();
  const { rss, heapUsed, arrayBuffers, external } = process.memoryUsage();
  return {
    rss,
    heap: heapUsed,
    buffers: Math.max(arrayBuffers, external),
    waiting: process.getActiveResourcesInfo().length,
  };
}
