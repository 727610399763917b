import { eastAsianWidth } from "get-east-asian-width";

const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });

/** Punctuation that must not begin a line of Chinese. */
const closing = /^[、。，．：；！？」』）】》〉]$/;

/** How many columns of a terminal a text takes. */
export function widthOf(text: string): number {
  let width = 0;
  for (const { segment } of graphemes.segment(text)) width += widthOfOne(segment);
  return width;
}

/**
 * Breaks text into lines: at spaces, between Chinese characters, and inside what is longer than a line.
 *
 * @param text - One paragraph.
 * @param columns - The most that a line takes.
 */
export function wrap(text: string, columns: number): readonly string[] {
  const lines: string[] = [];
  let line = "";
  let width = 0;
  for (const { space, word } of wordsOf(text, columns)) {
    const added = widthOf(word);
    const gap = line === "" ? 0 : space;
    if (width + gap + added > columns && line !== "") {
      lines.push(line);
      line = word;
      width = added;
    } else {
      line += " ".repeat(gap) + word;
      width += gap + added;
    }
  }
  return line === "" ? lines : [...lines, line];
}

/** The text, cut off with an ellipsis if it is too long for a line. */
export function cut(text: string, columns: number): string {
  if (widthOf(text) <= columns) return text;
  let line = "";
  let width = 0;
  for (const { segment } of graphemes.segment(text)) {
    width += widthOfOne(segment);
    if (width >= columns) break;
    line += segment;
  }
  return `${line}…`;
}

/**
 * The text with characters escaped that a terminal would obey, or that would reverse the order of letters: a
 * server may send both. Line breaks stay.
 */
export function visible(text: string): string {
  return text.replace(
    /(?!\n)[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\ufffe\uffff]/gu,
    (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`,
  );
}

/** A part that stays together on a line, and the number of spaces before it. */
interface Word {
  readonly space: 0 | 1;
  readonly word: string;
}

function* wordsOf(text: string, columns: number): Generator<Word> {
  for (const run of text.split(/\s+/)) {
    let space: 0 | 1 = 1;
    for (const word of partsOf(run, columns)) {
      yield { space, word };
      space = 0;
    }
  }
}

function* partsOf(run: string, columns: number): Generator<string> {
  let word = "";
  let width = 0;
  let wide = false;
  for (const { segment } of graphemes.segment(run)) {
    const added = widthOfOne(segment);
    const joined = closing.test(segment) || (added === 1 && !wide);
    if (word !== "" && (!joined || width + added > columns)) {
      yield word;
      word = "";
      width = 0;
    }
    word += segment;
    width += added;
    wide = added === 2;
  }
  if (word !== "") yield word;
}

function widthOfOne(segment: string): number {
  return eastAsianWidth(segment.codePointAt(0) ?? 0);
}
