import { members, ows, quoted, said, token, word } from "./words.ts";

/** A member of Accept, Accept-Encoding or Accept-Language, as RFC 9110 section 12.5 writes it. */
export interface Member {
  /** In lower case. */
  readonly value: string;
  /** Of a media range: names in lower case, without q. */
  readonly parameters: ReadonlyMap<string, string>;
  readonly q: number;
}

const range = `(?:\\*/\\*|(?!\\*/)${token}/${token})`;
const grammars = {
  type: new RegExp(`^(${range})((?:${ows};(?:${ows}${token}=${word})?)*)${ows}$`),
  coding: new RegExp(`^(${token})((?:${ows};(?:${ows}[qQ]=${word})?)*)${ows}$`),
  language: new RegExp(
    `^(\\*|[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*)((?:${ows};(?:${ows}[qQ]=${word})?)*)${ows}$`,
  ),
};

/** The members that are in the grammar; what is not says nothing. */
export function weighed(line: string, kind: keyof typeof grammars): readonly Member[] {
  return members(line).flatMap((text): Member[] => {
    const [, value, tail = ""] = grammars[kind].exec(text) ?? [];
    if (value === undefined) return [];
    const parameters = new Map<string, string>();
    for (const [, name = "", own = ""] of tail.matchAll(
      new RegExp(`;${ows}(${token})=(${token}|${quoted})`, "g"),
    )) {
      if (!parameters.has(name.toLowerCase())) parameters.set(name.toLowerCase(), said(own));
    }
    const q = parameters.get("q") ?? "1";
    parameters.delete("q");
    if (!/^(?:0(?:\.[0-9]{0,3})?|1(?:\.0{0,3})?)$/.test(q)) return [];
    return [{ value: value.toLowerCase(), parameters, q: Number(q) }];
  });
}

/** Each member against each offer, the closest first; the first member for an offer is its weight. */
export function naiveType(line: string, offers: readonly string[]): string | undefined {
  const list = weighed(line, "type");
  if (list.length === 0) return offers[0];
  const close = ({ value, parameters }: Member, offer: string): number => {
    const [type = "", ...own] = offer.split(";");
    const has = new Map(own.map((pair) => pair.split("=") as [string, string]));
    const pattern = new RegExp(`^${value.replaceAll("*", "[^/]+")}$`);
    const asked = [...parameters].every(([name, wanted]) => has.get(name) === wanted);
    if (!pattern.test(type) || !asked) return -1;
    return value === "*/*" ? 0 : value.endsWith("/*") ? 1 : 2 + parameters.size;
  };
  const wanted = offers.map((offer) => {
    const hits = list.map((member) => ({ q: member.q, near: close(member, offer) }));
    const [hit] = hits.filter(({ near }) => near >= 0).sort((a, b) => b.near - a.near);
    return { offer, q: hit?.q ?? 0 };
  });
  return wanted.filter(({ q }) => q > 0).sort((a, b) => b.q - a.q)[0]?.offer;
}

export function naiveEncoding(line: string, offers: readonly string[]): string | undefined {
  const list = weighed(line, "coding");
  if (list.length === 0) return "identity";
  const name = (value: string) => value.replace(/^x-(?=gzip$|compress$)/, "");
  const q = (coding: string) => list.find(({ value }) => name(value) === coding)?.q;
  const wanted = (coding: string): number =>
    q(coding) ?? q("*") ?? (coding === "identity" ? 1e-9 : 0);
  const all = [...new Set([...offers, "identity"])];
  return all.filter((c) => wanted(c) > 0).sort((a, b) => wanted(b) - wanted(a))[0];
}

/** The look-up of RFC 4647 section 3.4, step by step, in both directions. */
export function naiveLanguage(line: string, offers: readonly string[]): string {
  const list = weighed(line, "language");
  const cut = (tag: string): string[] =>
    tag.split("-").map((_, i, all) => all.slice(0, all.length - i).join("-"));
  const named = (tag: string): Member | undefined =>
    cut(tag.toLowerCase()).flatMap((part) => list.filter(({ value }) => value === part))[0];
  const open = offers.filter((offer) => named(offer)?.q !== 0);
  const find = (tag: string): string | undefined =>
    open.find((offer) => offer.toLowerCase() === tag);
  for (const { value } of list.filter(({ q }) => q > 0).sort((a, b) => b.q - a.q)) {
    if (value === "*") {
      const other = open.find((offer) => named(offer) === undefined);
      if (other !== undefined) return other;
      continue;
    }
    const special = open.filter((offer) => cut(offer.toLowerCase()).includes(value));
    const q = (tag: string) => list.find((one) => one.value === tag.toLowerCase())?.q ?? 0;
    const favourite = [...special].sort((a, b) => q(b) - q(a))[0];
    const general = cut(value)
      .map(find)
      .find((offer) => offer !== undefined);
    const found = find(value) ?? favourite ?? general;
    if (found !== undefined) return found;
  }
  return open[0] ?? offers[0] ?? "";
}
