import { readFileSync } from "node:fs";

/** One row of test/vectors/adversarial.json: a hostile or awkward input, and what is right. */
export interface Vector {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly input: unknown;
  readonly expected: string;
}

const file = new URL("../vectors/adversarial.json", import.meta.url);
export const { vectors }: { readonly vectors: readonly Vector[] } = JSON.parse(
  readFileSync(file, "utf8"),
);

/** The rows of one kind. Each test that handles a kind names every id, so that none is lost. */
export function vectorsOf(kind: string): readonly Vector[] {
  return vectors.filter((vector) => vector.kind === kind);
}

/** The input of a row by id. Long ones are stored as a recipe: prefix, count times unit, suffix. */
export function inputOf(id: string): unknown {
  const input = vectors.find((vector) => vector.id === id)?.input;
  if (input === undefined) throw new Error(`no vector ${id}`);
  return isRecipe(input) ? grown(input.gen) : input;
}

interface Recipe {
  readonly gen: {
    readonly prefix: string;
    readonly unit: string;
    readonly count: number;
    readonly suffix: string;
  };
}

function isRecipe(input: unknown): input is Recipe {
  return typeof input === "object" && input !== null && "gen" in input;
}

// {i} and {2i} in the unit are the number of the repetition, from 1, and its double.
function grown({ prefix, unit, count, suffix }: Recipe["gen"]): string {
  const units = Array.from({ length: count }, (_, i) =>
    unit.replaceAll("{2i}", String(2 * (i + 1))).replaceAll("{i}", String(i + 1)),
  );
  return prefix + units.join("") + suffix;
}
