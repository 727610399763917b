import type { FieldLines } from "./exchange.ts";

/** The lines of a header or trailer section by name. Names are in lower case, whatever the wire said. */
export class HeaderSection {
  readonly #lines = new Map<string, string[]>();

  constructor(lines: FieldLines) {
    for (const [name, value] of lines) {
      const key = name.toLowerCase();
      const before = this.#lines.get(key);
      if (before === undefined) this.#lines.set(key, [value]);
      else before.push(value);
    }
  }

  /** The names of the fields, in the order in which they first came. */
  get names(): Iterable<string> {
    return this.#lines.keys();
  }

  has(name: string): boolean {
    return this.#lines.has(name);
  }

  lines(name: string): readonly string[] {
    return this.#lines.get(name) ?? none;
  }

  /** The lines as one value (RFC 9110 section 5.3). */
  get(name: string): string | undefined {
    const lines = this.#lines.get(name);
    return lines === undefined || lines.length === 1 ? lines?.[0] : lines.join(", ");
  }
}

const none: readonly string[] = [];
