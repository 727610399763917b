import { closingQuote, readWord, skipOws, splitList, tokenEnd } from "@rightstatus/core/grammar";

/** A parameter of a challenge as it was written (RFC 9110 section 11.2). */
export interface ChallengeParam {
  /** In lower case. */
  readonly name: string;
  readonly value: string;
  readonly quoted: boolean;
}

/** A challenge with all its parameters, even repeated ones (RFC 9110 section 11.3). */
export interface ChallengeRead {
  readonly scheme: string;
  readonly params: readonly ChallengeParam[];
}

/** The challenges of a field value; undefined if it contains anything else. */
export function challengesOf(value: string): readonly ChallengeRead[] | undefined {
  const challenges: { scheme: string; params: ChallengeParam[]; closed: boolean }[] = [];
  for (const member of splitList(value)) {
    const own = paramOf(member);
    const last = challenges.at(-1);
    if (own !== undefined) {
      if (last === undefined || last.closed) return undefined;
      last.params.push(own);
      continue;
    }
    const end = tokenEnd(member, 0);
    const rest = member.slice(skipOws(member, end));
    if (end === 0 || (rest !== "" && member[end] !== " ")) return undefined;
    const param = paramOf(rest);
    const closed = rest === "" || param === undefined;
    if (rest !== "" && closed && !/^[\w\-.~+/]+=*$/.test(rest)) return undefined;
    challenges.push({
      scheme: member.slice(0, end),
      params: param === undefined ? [] : [param],
      closed,
    });
  }
  return challenges;
}

function paramOf(text: string): ChallengeParam | undefined {
  const end = tokenEnd(text, 0);
  const equals = skipOws(text, end);
  if (end === 0 || text[equals] !== "=") return undefined;
  const at = skipOws(text, equals + 1);
  const word = readWord(text, at);
  if (word?.end !== text.length) return undefined;
  const quoted = text[at] === '"' && closingQuote(text, at) === text.length - 1;
  return { name: text.slice(0, end).toLowerCase(), value: word.value, quoted };
}
