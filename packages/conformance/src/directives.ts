import { readWord, splitList, tokenEnd } from "@rightstatus/core/grammar";

/** One directive of Cache-Control as it stands there (RFC 9111 section 5.2). */
export interface Directive {
  /** In lower case. */
  readonly name: string;
  /** What it says, unquoted; true for a directive without an argument. */
  readonly argument: string | true;
  readonly quoted: boolean;
}

/** The directives of a field value; what is none is left out. */
export function directivesOf(value: string): readonly Directive[] {
  return splitList(value).flatMap((member) => directiveOf(member) ?? []);
}

function directiveOf(member: string): Directive | undefined {
  const end = tokenEnd(member, 0);
  if (end === 0) return undefined;
  const name = member.slice(0, end).toLowerCase();
  if (end === member.length) return { name, argument: true, quoted: false };
  const word = member[end] === "=" ? readWord(member, end + 1) : undefined;
  if (word?.end !== member.length) return undefined;
  return { name, argument: word.value, quoted: member[end + 1] === '"' };
}
