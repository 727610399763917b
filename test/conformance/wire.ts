import type { Exchange, InterimResponse } from "@rightstatus/conformance";

/**
 * An exchange in wire notation, as `curl -v` prints it: lines of the request begin with ">", those of
 * responses with "<", and the content follows the header section of its message.
 *
 *     > GET /notes HTTP/1.1
 *     < HTTP/1.1 103 Early Hints
 *     < Link: </a.css>; rel=preload
 *     <
 *     < HTTP/1.1 200 OK
 *     < Content-Type: text/plain
 *     <
 *     < content
 *     = GET the pair, in the same notation, behind lines that begin with "="
 *
 * Content of several lines has LF between them; `\r`, `\0` and the like are written in the string itself.
 */
export function exchange(text: string, more: Partial<Exchange> = {}): Exchange {
  const lines = text.replace(/^\n/, "").split("\n");
  const own = lines.filter((line) => !/^\s*=/.test(line));
  const pair = lines.flatMap((line) => /^\s*= ?(.*)$/s.exec(line)?.[1] ?? []);
  const read = { request: requestOf(own), response: responseOf(own) };
  const paired = pair.length > 0 ? { pair: exchange(pair.join("\n")) } : {};
  return { ...read, ...paired, ...more };
}

type Response = Exchange["response"];

/** The same, with what wire notation does not show of the response; undefined is not known. */
export function received(
  text: string,
  more: { readonly [Name in keyof Response]?: Response[Name] | undefined },
): Exchange {
  const read = exchange(text);
  return { ...read, response: { ...read.response, ...more } as Response };
}

function marked(lines: readonly string[], mark: string): readonly string[] {
  return lines.flatMap((line) => {
    const at = line.trimStart();
    return at.startsWith(mark) ? [at.slice(1).replace(/^ /, "")] : [];
  });
}

function requestOf(lines: readonly string[]): Exchange["request"] {
  const [first = "", ...rest] = marked(lines, ">");
  const [method = "", target = "", version = "HTTP/1.1"] = first.split(" ");
  const { headers, content } = messageOf(rest);
  const body = content === undefined ? {} : { body: content };
  return { method, target, headers, httpVersion: version.replace("HTTP/", ""), ...body };
}

function responseOf(lines: readonly string[]): Exchange["response"] {
  let rest = marked(lines, "<");
  const interim: InterimResponse[] = [];
  for (;;) {
    const [first = "", ...after] = rest;
    const [version = "HTTP/1.1", code = "", ...phrase] = first.split(" ");
    const status = Number(code);
    if (status < 200 && status !== 101 && after.includes("")) {
      const end = after.indexOf("");
      interim.push({ status, headers: messageOf(after.slice(0, end)).headers });
      rest = after.slice(end + 1);
      continue;
    }
    const { headers, content } = messageOf(after);
    return {
      status,
      phrase: phrase.join(" "),
      httpVersion: version.replace("HTTP/", ""),
      headers,
      ...(content === undefined ? {} : { body: content }),
      interim,
    };
  }
}

function messageOf(lines: readonly string[]): {
  headers: [string, string][];
  content: Uint8Array | undefined;
} {
  const end = lines.indexOf("");
  const head = end === -1 ? lines : lines.slice(0, end);
  const headers = head.map((line): [string, string] => {
    const colon = line.indexOf(":");
    return [line.slice(0, colon), line.slice(colon + 1).replace(/^ /, "")];
  });
  const content =
    end === -1 ? undefined : new TextEncoder().encode(lines.slice(end + 1).join("\n"));
  return { headers, content };
}
