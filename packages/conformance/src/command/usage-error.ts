/** The command was called in a way that it cannot follow: its message goes to stderr, and the exit code is 2. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}
