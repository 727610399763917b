import { type FieldCodec, refusal } from "./codec.ts";

/** Where a request is meant to go: a host in lower case, and the port if one is named. */
export interface Host {
  readonly host: string;
  /** 0 to 65535. */
  readonly port?: number;
}

// RFC 3986 section 3.2.2: an IP literal in brackets, or a reg-name, which is an IPv4 address as well.
const AUTHORITY =
  /^(\[(?:[\dA-Fa-f:.]+|[vV][\dA-Fa-f]+\.[\w\-.~!$&'()*+,;=:]+)\]|(?:[\w\-.~!$&'()*+,;=]|%[\dA-Fa-f]{2})*)(?::(\d*))?$/;

const LARGEST_PORT = 65_535;

/**
 * `Host = uri-host [ ":" port ]` (RFC 9110 section 7.2). The host may be empty, and an empty port says
 * nothing.
 *
 * @example
 * ```ts
 * host.parse("Example.com:8080"); // { host: "example.com", port: 8080 }
 * host.parse("good.example:x@evil.example"); // undefined
 * ```
 */
export const host: FieldCodec<Host> = {
  name: "host",
  section: "RFC 9110 section 7.2",
  parse(line) {
    const [, name, digits = ""] = AUTHORITY.exec(line) ?? [];
    if (name === undefined || Number(digits) > LARGEST_PORT) return undefined;
    const lowered = name.toLowerCase();
    return digits === "" ? { host: lowered } : { host: lowered, port: Number(digits) };
  },
  format(value) {
    const { host: name, port } = value;
    const line = port === undefined ? name : `${name}:${port}`;
    const parsed = typeof line === "string" ? host.parse(line) : undefined;
    if (parsed !== undefined && parsed.port === port && parsed.host === name) return line;
    throw refusal(host, "a host in lower case, and a port from 0 to 65535", line);
  },
};
