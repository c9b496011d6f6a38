/** Something that waits until what it looks at is so. */
export class Changes {
  #wake: (() => void)[] = [];

  tell(): void {
    for (const wake of this.#wake.splice(0)) wake();
  }

  async until<T>(look: () => T | undefined | false | null): Promise<T> {
    for (;;) {
      const found = look();
      if (found) return found;
      await new Promise<void>((resolve) => this.#wake.push(resolve));
    }
  }
}
