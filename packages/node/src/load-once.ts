/**
 * Makes a function that loads what few need, when the first of them asks.
 *
 * @param load - An `import()`. If it fails, the next who asks tries again: there may have been no descriptor left
 *   to read the file.
 */
export function loadOnce<M>(load: () => Promise<M>): () => Promise<M> {
  let loading: Promise<M> | undefined;
  return () => {
    loading ??= load().catch((error: unknown) => {
      loading = undefined;
      throw error;
    });
    return loading;
  };
}
