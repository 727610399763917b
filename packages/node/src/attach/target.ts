/** A request target (RFC 9112 section 3.2) as the application gets it. */
export type Target =
  | {
      readonly kind: "origin";
      readonly url: string;
      /** The authority of an absolute-form: it counts instead of Host (RFC 9112 section 3.2.2). */
      readonly authority?: string;
    }
  /** It has another scheme than http and https. */
  | { readonly kind: "foreign" }
  | { readonly kind: "invalid" };

const ABSOLUTE = /^([A-Za-z][A-Za-z0-9+.-]*):\/\/([^/?]*)(.*)$/s;

/**
 * Parses a target that is not in plain origin-form (RFC 9112 section 3.2).
 *
 * @param method - The method: only OPTIONS can be about the server as a whole.
 * @param target - The target, as in the request line.
 */
export function targetOf(method: string, target: string): Target {
  // A reference may have a fragment, a target may not.
  if (target.includes("#")) return { kind: "invalid" };
  if (target === "*")
    return method === "OPTIONS" ? { kind: "origin", url: target } : { kind: "invalid" };
  const [, scheme, authority = "", rest = ""] = ABSOLUTE.exec(target) ?? [];
  if (scheme === undefined) return { kind: "invalid" };
  if (!/^https?$/i.test(scheme)) return { kind: "foreign" };
  // RFC 9110 section 4.2.1: not without a host.
  if (authority === "" || authority.startsWith(":")) return { kind: "invalid" };
  // RFC 9112 section 3.2.4: how a client says "*" through a proxy.
  if (rest === "" && method === "OPTIONS") return { kind: "origin", url: "*", authority };
  return { kind: "origin", url: rest.startsWith("/") ? rest : `/${rest}`, authority };
}
