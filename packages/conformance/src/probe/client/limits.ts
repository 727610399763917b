/** How much of a response is read: a server may be hostile, or just send much. */
export interface Limits {
  /** Octets of one header section, and of all trailers. */
  readonly head: number;
  /** Octets of content. Longer content is not read to its end. */
  readonly content: number;
  /** Interim responses before the final one. */
  readonly interim: number;
  /** Octets that were not asked for. */
  readonly surplus: number;
}

export const usual: Limits = {
  head: 64 * 1024,
  content: 1024 * 1024,
  interim: 16,
  surplus: 4096,
};
