const credentials: ReadonlySet<string> = new Set([
  "authorization",
  "cookie",
  "proxy-authorization",
]);

const LEFT_OUT = "(left out)";

/**
 * A header section in wire notation without what it lets in: reports are shown around, and a HAR file
 * has the cookies of whoever recorded it.
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

/** A cookie's name and attributes; the value between them is what it lets in with. */
function withoutValue(line: string, start: number): string {
  const semicolon = line.indexOf(";", start);
  const end = semicolon === -1 ? line.length : semicolon;
  const equals = line.indexOf("=", start);
  const named = equals !== -1 && equals < end;
  return line.slice(0, named ? equals + 1 : start) + LEFT_OUT + line.slice(end);
}
