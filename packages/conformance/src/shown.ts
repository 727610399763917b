const longest = 60;

/** A value of the exchange as messages show it: in quotes, on one line, and cut off if it is long. */
export function shown(value: string | undefined): string {
  if (value === undefined) return "nothing";
  return JSON.stringify(value.length > longest ? `${value.slice(0, longest)}…` : value);
}
