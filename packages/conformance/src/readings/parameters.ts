import { parseParameters, readAttribute, skipOws, tokenEnd } from "@rightstatus/core/grammar";

/** A value with all its parameters, even repeated ones, as in Content-Disposition (RFC 6266 section 4.1). */
export interface Parameterised {
  readonly value: string;
  /** Names in lower case. */
  readonly params: readonly {
    readonly name: string;
    readonly value: string;
    readonly raw: string;
  }[];
}

/** Reads `token *( ";" token "=" ( token / quoted-string ) )`; undefined for anything else. */
export function parameterised(text: string): Parameterised | undefined {
  let end = tokenEnd(text, skipOws(text, 0));
  const value = text.slice(skipOws(text, 0), end).toLowerCase();
  if (value === "") return undefined;
  const params: { name: string; value: string; raw: string }[] = [];
  for (end = skipOws(text, end); end < text.length; end = skipOws(text, end)) {
    if (text[end] !== ";") return undefined;
    const start = skipOws(text, end + 1);
    const param = readAttribute(text, start);
    if (param === undefined || param.value === true) {
      // Many senders write nothing after the last semicolon.
      if (start === text.length) break;
      return undefined;
    }
    const raw = text.slice(text.indexOf("=", start) + 1, param.end).trim();
    params.push({ name: param.name, value: param.value, raw });
    end = param.end;
  }
  return { value, params };
}

/** The weight of a list member as it was written (RFC 9110 section 12.4.2); undefined without one. */
export function weightOf(member: string): string | undefined {
  const semicolon = member.indexOf(";");
  return semicolon < 0 ? undefined : parseParameters(member, semicolon)?.q;
}

/** The first name that is repeated. */
export function repeatedIn(params: readonly { readonly name: string }[]): string | undefined {
  const seen = new Set<string>();
  for (const { name } of params) {
    if (seen.has(name)) return name;
    seen.add(name);
  }
  return undefined;
}
