/** A terminal in memory that knows what the screen writes: rows, wrapping, cursor, erasing. ASCII only. */
export class VirtualTerminal {
  readonly columns: number;
  readonly #rows: string[][] = [[]];
  #row = 0;
  #column = 0;
  hidden = false;

  constructor(columns: number) {
    this.columns = columns;
  }

  write(text: string): void {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences are what a terminal reads
    for (const [token, csi] of text.matchAll(/\u001b\[([?\d;]*[A-Za-z])|[\s\S]/g)) {
      if (csi !== undefined) this.#obey(csi);
      else if (token === "\r") this.#column = 0;
      else if (token === "\n") this.#row++;
      else this.#put(token);
      while (this.#rows.length <= this.#row) this.#rows.push([]);
    }
  }

  /** What is on it, without trailing blanks. */
  get rows(): string[] {
    return this.#rows.map((row) =>
      Array.from(row, (cell) => cell ?? " ")
        .join("")
        .trimEnd(),
    );
  }

  get cursor(): { row: number; column: number } {
    return { row: this.#row, column: this.#column };
  }

  #put(character: string): void {
    if (this.#column >= this.columns) {
      this.#row++;
      this.#column = 0;
      this.#rows[this.#row] ??= [];
    }
    this.#rows[this.#row]![this.#column++] = character;
  }

  #obey(csi: string): void {
    const amount = Number.parseInt(csi, 10) || 1;
    if (csi.endsWith("A")) this.#row = Math.max(0, this.#row - amount);
    else if (csi.endsWith("C")) this.#column = Math.min(this.columns - 1, this.#column + amount);
    else if (csi === "J") {
      this.#rows[this.#row]!.length = Math.min(this.#rows[this.#row]!.length, this.#column);
      this.#rows.length = this.#row + 1;
    } else if (csi === "?25l") this.hidden = true;
    else if (csi === "?25h") this.hidden = false;
    else if (!/^(\d|;)*m$|^\?2004[hl]$/.test(csi)) throw new Error(`unknown sequence ${JSON.stringify(csi)}`);
  }
}
