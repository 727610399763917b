/** A rule that no exchange with an origin shows broken. */
export interface Unchecked {
  readonly id: string;
  /** Why not. */
  readonly reason: string;
}

/** The rest of the catalogue, so that it is whole. */
export const unchecked: readonly Unchecked[] = [];
