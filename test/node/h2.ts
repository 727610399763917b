import type { IncomingMessage, ServerResponse } from "node:http";
import {
  type ClientHttp2Session,
  connect,
  createServer,
  type Http2Server,
  type Http2ServerRequest,
  type Http2ServerResponse,
  type IncomingHttpHeaders,
  type OutgoingHttpHeaders,
} from "node:http2";
import type { AddressInfo } from "node:net";
import { afterAll, afterEach } from "vitest";

/** One response of HTTP/2, as a client has it. */
export interface H2Response {
  readonly interim: readonly IncomingHttpHeaders[];
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  /** The error code that the stream was reset with; 0 is a clean end (RFC 9113 section 7). */
  readonly code: number;
}

export interface H2 {
  request(method: string, path?: string, fields?: OutgoingHttpHeaders): Promise<H2Response>;
  /** A session of its own, for a test that breaks it. */
  session(): ClientHttp2Session;
}

/** Both APIs have the members that the writer uses; their types differ. */
export type Listener = (req: IncomingMessage, res: ServerResponse) => unknown;

const servers = new Set<Http2Server>();
const sessions = new Set<ClientHttp2Session>();

afterEach(() => {
  for (const session of sessions) session.destroy();
  sessions.clear();
});
afterAll(async () => {
  for (const server of servers) await new Promise<void>((resolve) => server.close(() => resolve()));
});

/** A server of node:http2 that is asked through its compatibility API. */
export async function listenH2(listener: Listener): Promise<H2> {
  const server = createServer((req: Http2ServerRequest, res: Http2ServerResponse) => {
    listener(req as unknown as IncomingMessage, res as unknown as ServerResponse);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  servers.add(server);
  const { port } = server.address() as AddressInfo;
  const session = (): ClientHttp2Session => {
    const opened = connect(`http://127.0.0.1:${port}`);
    opened.on("error", () => {});
    sessions.add(opened);
    return opened;
  };
  return {
    session,
    request: (method, path = "/", fields = {}) => ask(session(), method, path, fields),
  };
}

/** Sends a request without content and reads what comes back, whole or broken. */
export function ask(
  session: ClientHttp2Session,
  method: string,
  path: string,
  fields: OutgoingHttpHeaders = {},
): Promise<H2Response> {
  return new Promise((resolve) => {
    const stream = session.request({ ":method": method, ":path": path, ...fields });
    const interim: IncomingHttpHeaders[] = [];
    const chunks: Buffer[] = [];
    let headers: IncomingHttpHeaders = {};
    stream.on("headers", (fields) => interim.push(fields));
    stream.on("response", (fields) => {
      headers = fields;
    });
    stream.on("data", (chunk: Buffer) => chunks.push(chunk));
    stream.on("error", () => {});
    stream.on("close", () =>
      resolve({ interim, headers, body: Buffer.concat(chunks), code: stream.rstCode ?? 0 }),
    );
    stream.end();
  });
}
