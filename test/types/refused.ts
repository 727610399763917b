/** What must not compile: the line below `// @ts-expect-error`. */
const marker = /^ *\/\/ @ts-expect-error.*$/gm;

/** The lines below each marker: where, and what stands there. */
export function refusedIn(
  file: string,
  text: string,
): readonly (readonly [at: string, code: string])[] {
  return [...text.matchAll(marker)].map(({ index }) => {
    const above = text.slice(0, index).split("\n").length;
    return [`${file}:${above + 1}`, text.split("\n")[above]?.trim() ?? ""] as const;
  });
}

/** Without the markers each of those lines is an error, and exactly one: a marker would hide a second. */
export function unmarked(text: string): string {
  return text.replace(marker, "");
}
