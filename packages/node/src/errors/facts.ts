import { LATE } from "../state.ts";

/**
 * What a thrown value says about itself. Anything may be thrown: a getter or a Proxy that throws in turn
 * counts as absent.
 */
export class Facts {
  readonly #thrown: unknown;

  constructor(thrown: unknown) {
    this.#thrown = thrown;
  }

  /** The string in this property, if it is one. */
  text(property: string): string | undefined {
    const value = read(this.#thrown, property);
    return typeof value === "string" ? value : undefined;
  }

  /** The finite number in this property, if it is one. */
  number(property: string): number | undefined {
    const value = read(this.#thrown, property);
    return typeof value === "number" && Number.isFinite(value) ? value : undefined;
  }

  /** Whatever is in this property. */
  value(property: string): unknown {
    return read(this.#thrown, property);
  }

  /** The members of the array in this property. */
  list(property: string): readonly unknown[] {
    const value = read(this.#thrown, property);
    try {
      return Array.isArray(value) ? [...value] : [];
    } catch {
      return [];
    }
  }

  /** Is the property `true` itself? */
  says(property: string): boolean {
    return read(this.#thrown, property) === true;
  }

  /** The header fields in the object in this property, in any form that node:http takes them. */
  fields(property: string): readonly (readonly [name: string, value: string])[] {
    const value = read(this.#thrown, property);
    try {
      if (typeof value !== "object" || value === null) return [];
      return Object.keys(value).flatMap((name) => {
        const line = lineOf(read(value, name));
        return line === undefined ? [] : [[name, line] as const];
      });
    } catch {
      return [];
    }
  }
}

/** Is this the error of a second response to a request? It leaves the first one alone. */
export function isLateError(thrown: unknown): boolean {
  return new Facts(thrown).text("code") === LATE;
}

function lineOf(value: unknown): string | undefined {
  if (typeof value === "number") return String(value);
  if (!Array.isArray(value)) return typeof value === "string" ? value : undefined;
  return value.every((line) => typeof line === "string") ? value.join(", ") : undefined;
}

function read(holder: unknown, property: string): unknown {
  try {
    return typeof holder === "object" && holder !== null
      ? Reflect.get(holder, property)
      : undefined;
  } catch {
    return undefined;
  }
}
