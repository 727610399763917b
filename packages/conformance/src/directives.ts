import { readWord, splitList, tokenEnd } from "@rightstatus/core/grammar";

/** One directive of Cache-Control as it was written (RFC 9111 section 5.2). */
export interface Directive {
  /** In lower case. */
  readonly name: string;
  /** Its argument, unquoted; true for a directive without one. */
  readonly argument: string | true;
  readonly quoted: boolean;
}

/** The directives of a field value; malformed ones are left out. */
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
