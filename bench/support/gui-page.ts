/** What is measured inside a page: long tasks, keys, and the moment from which something is on the screen. */
import type { BrowserContext, Page } from "playwright-core";

declare global {
  interface Window {
    /** Milliseconds of each long task (W3C Long Tasks: 50 ms and more). */
    benchTasks: number[];
    /** Milliseconds from each key to the next paint (W3C Event Timing: in steps of 8, from 16 on). */
    benchKeys: number[];
    /** Milliseconds from `began`, else from the start of the navigation, until `text` stands at the timeline's end. */
    benchShown(text: string, began?: number): Promise<number>;
    /** `performance.now()` of the last click. */
    benchClicked: number;
  }
}

/** Gives every page of the browser the probes, before the page's own scripts run. */
export async function addProbes(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    window.benchTasks = [];
    window.benchKeys = [];
    window.benchClicked = Number.NaN;
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) window.benchTasks.push(duration);
    }).observe({ type: "longtask" });
    new PerformanceObserver((list) => {
      for (const { name, duration } of list.getEntries())
        if (name === "keydown") window.benchKeys.push(duration);
    }).observe({ type: "event", durationThreshold: 16 } as PerformanceObserverInit);
    addEventListener(
      "click",
      ({ timeStamp }) => {
        window.benchClicked = timeStamp;
      },
      { capture: true },
    );
    window.benchShown = (text, began = 0) =>
      new Promise((resolve, reject) => {
        setTimeout(() => reject(new Error(`not shown: ${text}`)), 15_000);
        const look = () => {
          const rows = document.querySelectorAll(".timeline-scroller:not(.timeline-opening) .row");
          const field = document.querySelector("textarea[name=message]");
          // The frame in which it is found is painted after this.
          if (field && [...rows].slice(-3).some(({ textContent }) => textContent?.includes(text)))
            requestAnimationFrame(() => resolve(performance.now() - began));
          else requestAnimationFrame(look);
        };
        look();
      });
  });
}

/** The longest task while `doing` goes on, in milliseconds; 0 where none was long. */
export async function longestTask(page: Page, doing: () => Promise<unknown>): Promise<number> {
  await page.evaluate(() => {
    window.benchTasks = [];
  });
  await doing();
  // Entries are handed out in a task of their own.
  await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 200)));
  const tasks = await page.evaluate(() => window.benchTasks);
  if (tasks.length > 0) console.log(`  long tasks: ${tasks.map(Math.round).join(", ")} ms`);
  return Math.max(0, ...tasks);
}

/** Seconds of the page's main thread while `doing` goes on. */
export async function mainThread(page: Page, doing: () => Promise<unknown>): Promise<number> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("Performance.enable");
  const spent = async () => {
    const { metrics } = await devtools.send("Performance.getMetrics");
    return metrics.find(({ name }) => name === "TaskDuration")?.value ?? Number.NaN;
  };
  const before = await spent();
  await doing();
  return (await spent()) - before;
}

export const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
