import { distance } from "fastest-levenshtein";

/**
 * Words that somebody may have meant, the nearest first; at most three.
 *
 * @param word - What was written.
 * @param known - The words that exist.
 */
export function near(word: string, known: Iterable<string>): readonly string[] {
  const wanted = word.toLowerCase();
  const far = Math.max(2, Math.floor(wanted.length / 3));
  return [...known]
    .map((each) => ({ each, by: farness(wanted, each.toLowerCase()) }))
    .filter(({ by }) => by <= far)
    .toSorted((a, b) => a.by - b.by)
    .slice(0, 3)
    .map(({ each }) => each);
}

/** "; did you mean this or that?", or nothing. */
export function meant(word: string, known: Iterable<string>): string {
  const found = near(word, known);
  return found.length === 0 ? "" : `; did you mean ${found.join(" or ")}?`;
}

/** A part of a word counts as near as a typo. */
function farness(wanted: string, each: string): number {
  return wanted.length > 2 && each.includes(wanted) ? 1 : distance(wanted, each);
}
