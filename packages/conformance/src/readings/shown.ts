/** Characters. More of a value does not help to find it. */
const LONGEST = 120;

/** A value off the wire as a message shows it: in quotes, on one line, and cut where it is long. */
export function shown(value: string | undefined): string {
  if (value === undefined) return "nothing";
  return JSON.stringify(value.length > LONGEST ? `${value.slice(0, LONGEST)}…` : value);
}
