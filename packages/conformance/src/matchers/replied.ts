import { createServer, type IncomingMessage, request, type ServerResponse } from "node:http";
import { duplexPair } from "node:stream";
import { buffer } from "node:stream/consumers";
import type { AnyReply } from "@rightstatus/core";
import type { ExchangeResponse, FieldLines } from "../exchange.ts";
import { type Asked, requestOf, supposed } from "./asked.ts";
import type { Received } from "./received.ts";

/**
 * Reads a reply as it is sent: the writer sends it to a client, over a connection in memory. This reads a
 * body that can be read only once, such as a stream.
 *
 * @param reply - The reply.
 * @param asked - The request that it answers. If left out, it is sent for a GET of "/", and judged as an
 * response to any request.
 */
export async function ofReply(reply: AnyReply, asked: Asked | undefined): Promise<Received> {
  const asking = requestOf(asked ?? {}, "/");
  const response = await answerTo(reply, asking.method, asking.target, asked?.headers ?? {});
  const text = response.body && new TextDecoder().decode(response.body);
  if (asked !== undefined) return { text, exchanges: [{ request: asking, response }] };
  return { text, exchanges: supposed(response, "/", ["GET", "POST"]) };
}

type Send = (
  req: IncomingMessage,
  res: ServerResponse,
  reply: AnyReply,
  o: object,
) => Promise<void>;

/**
 * Imported at run time only, because the writer depends on this package, whose linter it uses in development.
 */
const WRITER: string = "@rightstatus/node";

/** Whoever has replies has a writer, because the adapters depend on it. */
async function writer(): Promise<Send> {
  const loaded: { readonly send?: unknown } = await import(/* @vite-ignore */ WRITER);
  if (!isSend(loaded.send)) throw new TypeError(`${WRITER}: has no send()`);
  return loaded.send;
}

function isSend(value: unknown): value is Send {
  return typeof value === "function";
}

async function answerTo(
  reply: AnyReply,
  method: string,
  path: string,
  headers: Readonly<Record<string, string>>,
): Promise<ExchangeResponse> {
  const send = await writer();
  const [near, far] = duplexPair();
  const server = createServer((req, res) => void send(req, res, reply, { conformance: "off" }));
  server.emit("connection", far);
  try {
    const message = await new Promise<IncomingMessage>((resolve, reject) => {
      request({
        createConnection: () => near,
        method,
        path,
        headers: { host: "localhost", ...headers },
      })
        .on("response", resolve)
        .on("error", reject)
        .end();
    });
    return {
      status: message.statusCode ?? 0,
      phrase: message.statusMessage ?? "",
      headers: linesOf(message),
      body: new Uint8Array(await buffer(message)),
    };
  } finally {
    near.destroy();
    far.destroy();
    server.close();
  }
}

function linesOf({ rawHeaders }: IncomingMessage): FieldLines {
  return rawHeaders.flatMap(
    (name, index): FieldLines => (index % 2 === 0 ? [[name, rawHeaders[index + 1] ?? ""]] : []),
  );
}
