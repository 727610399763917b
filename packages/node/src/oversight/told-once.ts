/** The rules and routes that there was a warning about. */
export type Told = Set<string>;

/** Of servers without `replies()`: one for the whole process. */
export const toldHere: Told = new Set();

/** How many warnings are remembered: without a router, clients decide how many paths there are. */
const MOST = 1_000;

/**
 * Emits a process warning the first time that a route breaks a rule.
 *
 * @param told - Of the app that the route is one of.
 * @param route - Method and route: "PUT /notes/:id".
 * @param rule - The id of the rule, as `code` of the warning.
 */
export function tellOnce(told: Told, route: string, rule: string, message: string): void {
  const key = `${rule} ${route}`;
  if (told.has(key) || told.size >= MOST) return;
  told.add(key);
  process.emitWarning(`${route}: ${message}`, { type: "ConformanceWarning", code: rule });
}
