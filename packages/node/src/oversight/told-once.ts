const told = new Set<string>();

/** Paths without a router are as many as a client likes to ask for. */
const MOST = 1_000;

/**
 * A process warning, the first time that a route answers like this.
 *
 * @param route - Method and route: "PUT /notes/:id".
 * @param rule - Its code: the id of a rule.
 */
export function tellOnce(route: string, rule: string, message: string): void {
  const key = `${rule} ${route}`;
  if (told.has(key) || told.size >= MOST) return;
  told.add(key);
  process.emitWarning(`${route}: ${message}`, { type: "ConformanceWarning", code: rule });
}
