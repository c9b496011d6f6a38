/** One row a bar: what was measured, what it must be, and whether it is. */
export interface Bar {
  what: string;
  measured: number;
  unit: string;
  /** The limit, and on which side of it the figure must be. */
  bar: number;
  side: "at most" | "at least";
}

const digits = (value: number): string =>
  value >= 100 ? value.toFixed(0) : value.toFixed(value >= 10 ? 1 : 2);

/** Prints the rows; the exit code of the program tells whether every bar was met. */
export function report(title: string, bars: readonly Bar[]): void {
  console.log(`\n${title}`);
  for (const { what, measured, unit, bar, side } of bars) {
    const met = side === "at most" ? measured <= bar : measured >= bar;
    if (!met) process.exitCode = 1;
    console.log(`  ${met ? "met   " : "MISSED"}  ${what}: ${digits(measured)} ${unit} (${side} ${bar})`);
  }
}
