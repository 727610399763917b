import { isTidy, splitList } from "../grammar/list.ts";
import { type FieldCodec, refusal } from "./codec.ts";

/** What distinguishes one list field from another. */
export interface ListRule {
  readonly name: Lowercase<string>;
  readonly section: string;
  /** What the members are called in messages: "methods (tokens)". */
  readonly members: string;
  isMember(text: string): boolean;
  /** The fewest members: 0 for `#rule`, 1 for `1#rule`. */
  readonly least: 0 | 1;
  /** The canonical spelling of a member, where several mean the same. */
  normalize?(member: string): string;
  /** May these members stand together, each of which is legal alone? */
  isList?(members: readonly string[]): boolean;
  /** May senders write this member, which recipients accept? */
  isSendable?(member: string): boolean;
}

/** A field that is a list of words (RFC 9110 section 5.6.1), each once: a second time says nothing new. */
/* @__NO_SIDE_EFFECTS__ */ export function listField(
  rule: ListRule,
): FieldCodec<readonly string[]> {
  const {
    name,
    section,
    members,
    least,
    normalize = same,
    isList = always,
    isSendable = always,
  } = rule;
  const codec: FieldCodec<readonly string[]> = {
    name,
    section,
    parse(line) {
      const list = splitList(line);
      if (list.length < least || !list.every(rule.isMember)) return undefined;
      const spelt = [...new Set(list.map(normalize))];
      return isList(spelt) ? spelt : undefined;
    },
    format(list) {
      checkList(codec, list);
      for (const member of list) {
        if (typeof member !== "string" || !rule.isMember(member) || !isSendable(member)) {
          throw refusal(codec, members, member);
        }
      }
      const spelt = [...new Set(list.map(normalize))];
      if (spelt.length >= least && isList(spelt)) return spelt.join(", ");
      throw refusal(codec, `a legal list of ${members}`, list.join(", "));
    },
    isSendable: (line) => isTidy(line) && splitList(line).every(isSendable),
  };
  return codec;
}

/** Keeps a lone string from being read as a list of its characters. */
export function checkList(
  codec: { readonly name: string; readonly section: string },
  list: unknown,
): void {
  if (Array.isArray(list)) return;
  throw new TypeError(`${codec.name}: want a list, got ${typeof list} (${codec.section})`);
}

function same(member: string): string {
  return member;
}

function always(): boolean {
  return true;
}
