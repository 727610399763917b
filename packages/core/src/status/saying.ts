/** A language that statuses are explained in, as a BCP 47 tag. */
export type Language = "en" | "zh-Hant";

/**
 * What one status code means, sentence by sentence. The first is for whoever sees an error page and
 * stands alone there; the others tell a developer when to send the code and what must come with it.
 */
export type Saying = readonly [meaning: string, guidance: string, more?: string];
