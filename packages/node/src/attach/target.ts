/** A request target (RFC 9112 section 3.2) as the application gets it. */
export type Target =
  | {
      readonly kind: "origin";
      readonly url: string;
      /** Of an absolute-form: it counts before Host (RFC 9112 section 3.2.2). */
      readonly authority?: string;
    }
  /** Of another scheme than http and https. */
  | { readonly kind: "foreign" }
  | { readonly kind: "invalid" };

const ABSOLUTE = /^([A-Za-z][A-Za-z0-9+.-]*):\/\/([^/?]*)(.*)$/s;

/**
 * Takes a target apart that is not in plain origin-form.
 *
 * @param method - Only OPTIONS speaks of the server as a whole.
 * @param target - As it stands in the request line.
 */
export function targetOf(method: string, target: string): Target {
  // A reference has a fragment, a target has none.
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
