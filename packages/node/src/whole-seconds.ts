/** A delay in whole seconds (RFC 9110 section 10.2.3), rounded up so that no client comes too early. */
export function wholeSeconds(milliseconds = 0): number {
  return Math.ceil(Math.max(0, milliseconds) / 1000);
}
