/**
 * Checks that options exist, because a misspelt one would do nothing.
 *
 * @param helper - The name of the function that takes them, for messages.
 * @param known - Which names there are.
 * @throws TypeError for an option that does not exist.
 */
export function checkOptionNames(
  o: object,
  helper: string,
  known: { has(name: string): boolean },
): void {
  for (const name of Object.keys(o)) {
    if (!known.has(name)) throw new TypeError(`${helper}: no option is called ${name}`);
  }
}
