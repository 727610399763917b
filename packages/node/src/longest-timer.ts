/** Milliseconds. A timer of Node that is set for longer goes off at once. */
export const LONGEST_TIMER = 2_147_483_647;
