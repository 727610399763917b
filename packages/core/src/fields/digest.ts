const memory = /* @__PURE__ */ new ArrayBuffer(4096);
const scratch = /* @__PURE__ */ new Uint8Array(memory);
const scratchView = /* @__PURE__ */ new DataView(memory);
const encoder = /* @__PURE__ */ new TextEncoder();

/**
 * Number of bytes and MurmurHash3 (x86, 128 bits, seed 0) of them, as "length-hash" in hexadecimal.
 * Both, with a separator: equal text then takes equal length and a collision.
 *
 * @param bytes - What to digest; a string counts as its UTF-8.
 * @example
 * ```ts
 * digest("The quick brown fox jumps over the lazy dog"); // "2b-2f1583c3ecee2c675d7bf66ce5e91d2c"
 * ```
 */
export function digest(bytes: Uint8Array | string): string {
  if (typeof bytes !== "string") {
    return murmur(new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength), bytes.byteLength);
  }
  // One UTF-16 unit takes three bytes of UTF-8 at most.
  if (bytes.length * 3 > scratch.length) return digest(encoder.encode(bytes));
  return murmur(scratchView, encoder.encodeInto(bytes, scratch).written);
}

const HEX = /* @__PURE__ */ Array.from({ length: 256 }, (_, byte) =>
  byte.toString(16).padStart(2, "0"),
);

const C1 = 0x239b961b;
const C2 = 0xab0e9789;
const C3 = 0x38b34ae5;
const C4 = 0xa1e38b93;

function murmur(view: DataView, length: number): string {
  let h1 = 0;
  let h2 = 0;
  let h3 = 0;
  let h4 = 0;
  const blocksEnd = length - (length % 16);

  for (let at = 0; at < blocksEnd; at += 16) {
    h1 ^= scramble(view.getInt32(at, true), C1, 15, C2);
    h1 = Math.imul(rotate(h1, 19) + h2, 5) + 0x561ccd1b;
    h2 ^= scramble(view.getInt32(at + 4, true), C2, 16, C3);
    h2 = Math.imul(rotate(h2, 17) + h3, 5) + 0x0bcaa747;
    h3 ^= scramble(view.getInt32(at + 8, true), C3, 17, C4);
    h3 = Math.imul(rotate(h3, 15) + h4, 5) + 0x96cd1c35;
    h4 ^= scramble(view.getInt32(at + 12, true), C4, 18, C1);
    h4 = Math.imul(rotate(h4, 13) + h1, 5) + 0x32ac3b17;
  }

  h4 ^= scramble(tailWord(view, blocksEnd + 12, length), C4, 18, C1);
  h3 ^= scramble(tailWord(view, blocksEnd + 8, length), C3, 17, C4);
  h2 ^= scramble(tailWord(view, blocksEnd + 4, length), C2, 16, C3);
  h1 ^= scramble(tailWord(view, blocksEnd, length), C1, 15, C2);

  h1 ^= length;
  h2 ^= length;
  h3 ^= length;
  h4 ^= length;
  h1 = (h1 + h2 + h3 + h4) | 0;
  h2 = (h2 + h1) | 0;
  h3 = (h3 + h1) | 0;
  h4 = (h4 + h1) | 0;
  h1 = finish(h1);
  h2 = finish(h2);
  h3 = finish(h3);
  h4 = finish(h4);
  h1 = (h1 + h2 + h3 + h4) | 0;
  h2 = (h2 + h1) | 0;
  h3 = (h3 + h1) | 0;
  h4 = (h4 + h1) | 0;
  return `${length.toString(16)}-${hex(h1)}${hex(h2)}${hex(h3)}${hex(h4)}`;
}

function scramble(word: number, first: number, bits: number, second: number): number {
  return Math.imul(rotate(Math.imul(word, first), bits), second);
}

function rotate(word: number, bits: number): number {
  return (word << bits) | (word >>> (32 - bits));
}

// A word that is not there is 0, and 0 scrambles to 0: it changes nothing.
function tailWord(view: DataView, at: number, length: number): number {
  let word = 0;
  for (let i = Math.min(at + 4, length) - 1; i >= at; i -= 1) word = (word << 8) | view.getUint8(i);
  return word;
}

function finish(hash: number): number {
  let h = hash ^ (hash >>> 16);
  h = Math.imul(h, 0x85ebca6b);
  h ^= h >>> 13;
  h = Math.imul(h, 0xc2b2ae35);
  return h ^ (h >>> 16);
}

function hex(word: number): string {
  return (
    `${HEX[word >>> 24]}${HEX[(word >>> 16) & 0xff]}` +
    `${HEX[(word >>> 8) & 0xff]}${HEX[word & 0xff]}`
  );
}
