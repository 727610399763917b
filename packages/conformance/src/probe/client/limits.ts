/** How much of a response is taken: whoever is probed may be hostile, or just have much to say. */
export interface Limits {
  /** Octets of one header section, and of all trailers. */
  readonly head: number;
  /** Octets of content that are kept. What is longer is not read to its end. */
  readonly content: number;
  /** Interim responses before the final one. */
  readonly interim: number;
  /** Octets that come where none were asked for. */
  readonly surplus: number;
}

export const usual: Limits = {
  head: 64 * 1024,
  content: 1024 * 1024,
  interim: 16,
  surplus: 4096,
};
