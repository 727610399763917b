/**
 * The command was called wrongly, or could not do its work: the message goes to stderr, and the exit code is
 * 2.
 */
export class UsageError extends Error {
  override readonly name = "UsageError";
}
