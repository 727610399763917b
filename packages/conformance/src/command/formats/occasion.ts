/** What a format needs to know beside the verdict. */
export interface Occasion {
  /** Of this package. */
  readonly version: string;
  readonly at: Date;
}
