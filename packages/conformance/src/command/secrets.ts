const credentials: ReadonlySet<string> = new Set([
  "authorization",
  "cookie",
  "proxy-authorization",
]);

const LEFT_OUT = "(left out)";

/**
 * A header section in wire notation without credentials: reports are shared, and a HAR file contains the
 * cookies of whoever recorded it.
 */
export function withoutSecrets(head: string): string {
  return head.split("\r\n").map(withoutSecret).join("\r\n");
}

function withoutSecret(line: string): string {
  const colon = line.indexOf(":");
  const name = line.slice(0, Math.max(0, colon)).toLowerCase();
  if (credentials.has(name)) return `${line.slice(0, colon)}: ${LEFT_OUT}`;
  return name === "set-cookie" ? withoutValue(line, colon + 1) : line;
}

/** Leaves out the value of a cookie, which is the secret, and keeps its name and attributes. */
function withoutValue(line: string, start: number): string {
  const semicolon = line.indexOf(";", start);
  const end = semicolon === -1 ? line.length : semicolon;
  const equals = line.indexOf("=", start);
  const named = equals !== -1 && equals < end;
  return line.slice(0, named ? equals + 1 : start) + LEFT_OUT + line.slice(end);
}
