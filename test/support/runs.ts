/** How often each property is tried: 1,000 times here, as often as `FUZZ_RUNS` says elsewhere. */
export const runs: number = Number(process.env.FUZZ_RUNS ?? 1000);
