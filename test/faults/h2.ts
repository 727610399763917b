import {
  type ClientHttp2Session,
  type ClientHttp2Stream,
  connect,
  constants,
  type IncomingHttpHeaders,
} from "node:http2";
import { setTimeout as pause } from "node:timers/promises";
import { ok, upgradeRequired } from "@rightstatus/core";
import { between, type Fault, oneOf, type Target } from "./fault.ts";
import { written } from "./idioms.ts";

const { NGHTTP2_CANCEL, NGHTTP2_INTERNAL_ERROR, NGHTTP2_REFUSED_STREAM } = constants;

function opened({ port }: Target): ClientHttp2Session {
  return connect(`http://127.0.0.1:${port}`).on("error", () => {});
}

function ask(session: ClientHttp2Session, path: string): ClientHttp2Stream {
  return session
    .request({ ":path": path })
    .on("error", () => {})
    .resume();
}

/** Of the response, or nothing where the stream ends without one. */
function fieldsOf(stream: ClientHttp2Stream): Promise<IncomingHttpHeaders | undefined> {
  return new Promise((resolve) => {
    stream.once("response", resolve).once("close", () => resolve(undefined));
  });
}

/** How the session answers afterwards, and the end of it. */
async function lastOf(session: ClientHttp2Session): Promise<string> {
  const fields = await fieldsOf(ask(session, "/canary"));
  await new Promise<void>((resolve) => session.close(() => resolve()));
  return String(fields?.[":status"] ?? "nothing");
}

/** Of HTTP/1.1 alone (RFC 9113 section 8.2.2). */
const forbidden = ["connection", "keep-alive", "proxy-connection", "transfer-encoding", "upgrade"];

/** Of HTTP/2, which node:http2 speaks through its compatibility API. */
export const h2: readonly Fault[] = [
  {
    id: "F16",
    section: "RFC 9113 5.4.2",
    inject: "a stream of HTTP/2 is reset before, in and after its answer",
    expect: "200",
    over: "h2",
    routes: {
      "/": {
        by: async ({ answer }) => {
          await pause(30);
          return answer("done");
        },
      },
      "/stream": {
        body: async function* () {
          for (let i = 0; i < 20; i++) {
            await pause(1);
            yield Buffer.alloc(5000);
          }
        },
      },
    },
    run: async (at, random) => {
      const session = opened(at);
      const stream = ask(session, oneOf(random, ["/", "/stream"]));
      await pause(between(random, 0, 40));
      stream.close(oneOf(random, [NGHTTP2_CANCEL, NGHTTP2_INTERNAL_ERROR, NGHTTP2_REFUSED_STREAM]));
      return lastOf(session);
    },
  },
  {
    id: "F16",
    section: "RFC 9113 5.4.1",
    inject: "a connection of HTTP/2 breaks before, in and after its answers",
    expect: "200",
    over: "h2",
    routes: { "/": { body: () => "a".repeat(200_000) } },
    run: async (at, random) => {
      const session = opened(at);
      for (let i = between(random, 1, 5); i > 0; i--) ask(session, "/");
      await pause(between(random, 0, 20));
      session.destroy(undefined, oneOf(random, [NGHTTP2_CANCEL, NGHTTP2_INTERNAL_ERROR]));
      return lastOf(opened(at));
    },
  },
  {
    id: "F16",
    section: "RFC 9113 8.2.2",
    inject: "the handler sends fields over HTTP/2 that are of HTTP/1.1",
    expect: "none of them, 200",
    over: "h2",
    routes: {
      "/upgrade": {
        reply: () => upgradeRequired(["foo"]),
        plain: written(426, "", { connection: "upgrade", upgrade: "foo" }),
      },
      "/keep-alive": {
        reply: () => ok("done", { headers: { "keep-alive": "timeout=5" } }),
        plain: written(200, "done", { "keep-alive": "timeout=5" }),
      },
    },
    run: async (at, random) => {
      const session = opened(at);
      const fields = await fieldsOf(ask(session, oneOf(random, ["/upgrade", "/keep-alive"])));
      const found = forbidden.filter((name) => fields?.[name] !== undefined);
      const said = fields === undefined ? "nothing" : found.join() || "none of them";
      return `${said}, ${await lastOf(session)}`;
    },
  },
];
