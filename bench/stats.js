/** The value that half of them do not reach. */
export function median(values) {
  return quantile(values, 0.5);
}

/** What the middle half lies between. */
export function quartiles(values) {
  return [quantile(values, 0.25), quantile(values, 0.75)];
}

/** How many times `theirs` is `ours`: of the medians, and between what the rounds' own ratios lie. */
export function ratio(ours, theirs) {
  return {
    ratio: median(ours) / median(theirs),
    spread: quartiles(ours.map((value, round) => value / theirs[round])),
  };
}

export function quantile(values, share) {
  const sorted = values.toSorted((a, b) => a - b);
  const at = share * (sorted.length - 1);
  const below = Math.floor(at);
  const next = sorted[below + 1] ?? sorted[below];
  return sorted[below] + (next - sorted[below]) * (at - below);
}
