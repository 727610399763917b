/** What a promise rejects with; fails if it does not. */
export async function caught(promise: Promise<unknown>): Promise<unknown> {
  const none = Symbol("none");
  const error = await promise.then(
    () => none,
    (reason: unknown) => reason,
  );
  if (error === none) throw new Error("did not reject");
  return error;
}
