/** What a format needs to know besides the verdict. */
export interface Occasion {
  /** The version of this package. */
  readonly version: string;
  readonly at: Date;
}
