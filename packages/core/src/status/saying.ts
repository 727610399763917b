/** A language that statuses are explained in, as a BCP 47 tag. */
export type Language = "en" | "zh-Hant";

/**
 * What a status code means, sentence by sentence. The first sentence is for people who see an error page,
 * where it stands alone; the others tell a developer when to send the code and what must come with it.
 */
export type Saying = readonly [meaning: string, guidance: string, more?: string];
