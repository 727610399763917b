import { setTimeout as pause } from "node:timers/promises";
import type { UpgradeHandler } from "@rightstatus/node";
import { type WebSocket, WebSocketServer } from "ws";
import { type Connection, connect, request } from "../support/connection.ts";
import { between, type Fault, oneOf } from "./fault.ts";
import { outcomeOf } from "./outcome.ts";

/** What is spoken on a WebSocket. */
export function echo(socket: WebSocket): void {
  socket.on("error", () => {}); // As its README says.
  socket.on("message", (data) => socket.send(String(data)));
}

const sockets = new WebSocketServer({ noServer: true });
const websocket: UpgradeHandler = (req, socket, head) =>
  sockets.handleUpgrade(req, socket, head, echo);
const speaking: Fault["attach"] = { upgrade: { websocket } };

const asking = ["Connection: Upgrade", "Upgrade: websocket"];
const key = "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==";
const version = "Sec-WebSocket-Version: 13";
const handshake = request("GET /", [...asking, key, version]);
const unknown = request("GET /", ["Connection: Upgrade", "Upgrade: h2c"]);

/** What a client must not send (RFC 6455 sections 4.1 and 4.2.1). */
const malformed: readonly string[] = [
  request("POST /", [...asking, key, version]),
  request("GET /", [...asking, version]),
  request("GET /", [...asking, version, "Sec-WebSocket-Key: AAAA"]),
  request("GET /", [...asking, key, key, version]),
  request("GET /", [...asking, key]),
  request("GET /", [...asking, key, "Sec-WebSocket-Version: 7"]),
  request("GET /", [...asking, key, version], "content"),
];

/** A frame of RFC 6455 section 5.2: its first octet, and a text masked with zeros. */
const frame = (first: number, text: string): Buffer =>
  Buffer.concat([Buffer.from([first, 0x80 | text.length, 0, 0, 0, 0]), Buffer.from(text)]);
const message = frame(0x81, "head");
const answer = "\x81\x04head";

const done: Fault["routes"] = { "/": { by: ({ answer }) => answer("done") } };

/** What comes once the protocol has changed, up to the text that is waited for. */
async function spoken(client: Connection, until: string): Promise<boolean> {
  for (let tries = 0; tries < 500; tries++) {
    if ((await client.silence(2)).includes(until)) return true;
  }
  return false;
}

const overTcp: readonly Fault[] = [
  ...[{}, speaking].map(
    (attach, i): Fault => ({
      id: "F14",
      section: "7.8",
      inject: `a protocol is asked for that ${i === 0 ? "nobody" : "the server does not"} speak${i === 0 ? "s" : ""}`,
      expect: "200 done",
      routes: done,
      attach,
      run: async (at) => outcomeOf(await at.connect(), unknown),
    }),
  ),
  {
    id: "F14",
    section: "RFC 6455 4.2.1",
    inject: "a handshake of WebSocket is malformed",
    expect: /^4\d\d problem$/,
    routes: done,
    attach: speaking,
    run: async (at, random) => outcomeOf(await at.connect(), oneOf(random, malformed)),
  },
  {
    id: "F14",
    section: "7.8",
    inject: "a message comes with the handshake of WebSocket",
    expect: "101, answered",
    attach: speaking,
    run: async (at, random) => {
      const client = await at.connect();
      const wire = Buffer.concat([Buffer.from(handshake), message]);
      const cut = between(random, 0, wire.length);
      client.send(wire.subarray(0, cut));
      await pause(1);
      client.send(wire.subarray(cut));
      const { status } = await client.read();
      const said = (await spoken(client, answer)) ? "answered" : "not answered";
      client.abort();
      return `${status}, ${said}`;
    },
  },
  {
    id: "F14",
    section: "RFC 6455 7.1.7",
    inject: "no frame comes behind the handshake of WebSocket",
    expect: "101, closed by 1002",
    attach: speaking,
    run: async (at, random) => {
      const client = await at.connect();
      client.send(handshake);
      const { status } = await client.read();
      // Reserved bits, an opcode that is none, or a frame without a mask.
      client.send(
        oneOf(random, [frame(0xf1, "a"), frame(0x83, "a"), Buffer.from("\x81\x01a", "latin1")]),
      );
      const said = (await spoken(client, "\x88\x02\x03\xea")) ? "by 1002" : "by nothing";
      client.abort();
      return `${status}, closed ${said}`;
    },
  },
  {
    id: "F14",
    section: "7.8",
    inject: "the client resets the connection anywhere in a handshake and after",
    expect: "200 alive",
    attach: speaking,
    run: async (at, random) => {
      const client = await at.connect();
      const wire = Buffer.concat([
        Buffer.from(oneOf(random, [handshake, unknown])),
        oneOf(random, [Buffer.alloc(0), message, message.subarray(0, 3)]),
      ]);
      client.send(oneOf(random, [wire, wire.subarray(0, between(random, 0, wire.length))]));
      await pause(between(random, 0, 5));
      client.abort();
      return outcomeOf(await at.connect(), request("GET /canary"));
    },
  },
];

const noTls: Fault = {
  id: "F14",
  section: "RFC 9110 4.2.2",
  inject: "what is no TLS comes in its place, whole or cut off by a reset",
  expect: "200 alive",
  over: "tls",
  attach: speaking,
  run: async (at, random) => {
    const client = await connect(at.port);
    // The head of a handshake record of TLS, whose rest is missing or wrong.
    const record = Buffer.from([0x16, 3, 1, 0, 200, 1, 0, 0, 196, 3, 3]);
    const rest = Buffer.alloc(between(random, 0, 300), between(random, 0, 255));
    client.send(oneOf(random, [Buffer.from(handshake), Buffer.concat([record, rest]), rest]));
    await pause(between(random, 0, 5));
    client.abort();
    return outcomeOf(await at.connect(), request("GET /canary"));
  },
};

/** Of other protocols on a connection, in plain text and over TLS. */
export const upgrades: readonly Fault[] = [
  ...overTcp,
  ...overTcp.map(
    (fault): Fault => ({ ...fault, inject: `${fault.inject}, over TLS`, over: "tls" }),
  ),
  noTls,
];
