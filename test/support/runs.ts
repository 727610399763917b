/** How often each property is tried: 1,000 times here, as often as `FUZZ_RUNS` says elsewhere. */
export const runs: number = Number(process.env.FUZZ_RUNS ?? 1000);

/** The same, for those that open a socket or a file each time: never more than 5,000 times. */
export const runsWithIo: number = Math.min(runs, 5000);
