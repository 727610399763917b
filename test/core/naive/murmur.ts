/** MurmurHash3 x86 128 as it is published, on BigInt: slow, without anything that makes it fast. */
export function plainMurmur(bytes: Uint8Array): string {
  const c = [0x239b961bn, 0xab0e9789n, 0x38b34ae5n, 0xa1e38b93n];
  const spins = [15n, 16n, 17n, 18n];
  const steps: [bigint, bigint][] = [
    [19n, 0x561ccd1bn],
    [17n, 0x0bcaa747n],
    [15n, 0x96cd1c35n],
    [13n, 0x32ac3b17n],
  ];
  const word = (n: bigint) => BigInt.asUintN(32, n);
  const spin = (n: bigint, by: bigint) => word((n << by) | (n >> (32n - by)));
  const at = <T>(list: readonly T[], i: number) => list[i % 4] as T;
  const mixed = (k: bigint, i: number) =>
    word(spin(word(k * at(c, i)), at(spins, i)) * at(c, i + 1));
  const read = (from: number) =>
    [3, 2, 1, 0].reduce((k, i) => (k << 8n) | BigInt(bytes[from + i] ?? 0), 0n);

  const h = [0n, 0n, 0n, 0n];
  const whole = bytes.length - (bytes.length % 16);
  for (let block = 0; block < whole; block += 16) {
    for (let i = 0; i < 4; i += 1) {
      const [by, add] = at(steps, i);
      h[i] = at(h, i) ^ mixed(read(block + 4 * i), i);
      h[i] = word(word(spin(at(h, i), by) + at(h, i + 1)) * 5n + add);
    }
  }
  for (let i = 0; i < 4; i += 1) h[i] = at(h, i) ^ mixed(read(whole + 4 * i), i);
  const sum = () => {
    h[0] = word(at(h, 0) + at(h, 1) + at(h, 2) + at(h, 3));
    for (let i = 1; i < 4; i += 1) h[i] = word(at(h, i) + at(h, 0));
  };
  for (let i = 0; i < 4; i += 1) h[i] = at(h, i) ^ BigInt(bytes.length);
  sum();
  for (let i = 0; i < 4; i += 1) {
    let n = at(h, i);
    n = word((n ^ (n >> 16n)) * 0x85ebca6bn);
    n = word((n ^ (n >> 13n)) * 0xc2b2ae35n);
    h[i] = n ^ (n >> 16n);
  }
  sum();
  const hex = h.map((n) => n.toString(16).padStart(8, "0")).join("");
  return `${bytes.length.toString(16)}-${hex}`;
}
