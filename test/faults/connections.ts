import { setTimeout as pause } from "node:timers/promises";
import { request } from "../support/connection.ts";
import { value } from "../support/response-parser.ts";
import { between, type Fault, oneOf, type Target } from "./fault.ts";
import { outcomeOf, outcomeOfNext } from "./outcome.ts";

const CLIENTS = 200;
const garbage = "BROKEN \x01\r\n\r\n";
const times = { headersTimeout: 100, requestTimeout: 100, connectionsCheckingInterval: 20 };

const slow: Fault["routes"] = {
  "/": {
    by: async ({ answer }) => {
      await pause(40);
      return answer("done");
    },
  },
  "/begun": {
    by: async ({ res }) => {
      res.writeHead(200, { "content-type": "text/plain" });
      res.write("ab");
      await pause(300);
      if (!res.destroyed) res.end("cd");
    },
  },
  "/reads": {
    by: async ({ req, answer }) => {
      for await (const _chunk of req);
      return answer("read");
    },
  },
};

/** What all the handlers of a server wait for. */
let open = (): void => {};
let gate = Promise.resolve();

/** A server goes away while it has requests in work. */
async function goAway(at: Target): Promise<string> {
  const one = await at.again();
  let arrived = 0;
  const all = new Promise<void>((resolve) => {
    one.server.on("request", () => {
      arrived += 1;
      if (arrived === CLIENTS) resolve();
    });
  });
  gate = new Promise((resolve) => {
    open = resolve;
  });
  const clients = await Promise.all(Array.from({ length: CLIENTS }, () => one.connect()));
  for (const client of clients) client.send(request("GET /"));
  await all;
  const closed = one.close().then(() => "free");
  open();
  const answers = await Promise.allSettled(clients.map((client) => client.read()));
  const whole = answers.filter((each) => each.status === "fulfilled" && each.value.status === 200);
  const told = answers.filter(
    (each) => each.status === "fulfilled" && value(each.value, "connection") === "close",
  );
  const free = await Promise.race([closed, pause(1000, "not free in 1 s")]);
  one.server.closeAllConnections();
  if (whole.length < CLIENTS) return "answers lost";
  return told.length < CLIENTS ? `not told, ${free}` : `all answered, ${free}`;
}

const ending: Fault = {
  id: "F7",
  section: "RFC 9112 9.6",
  inject: `the server goes away with ${CLIENTS} requests in work`,
  expect: "all answered, free",
  weight: CLIENTS,
  parallel: 1,
  routes: {
    "/": {
      by: async ({ answer }) => {
        await gate;
        return answer("done");
      },
    },
  },
  run: goAway,
};

const broken: readonly Fault[] = [
  {
    id: "F13",
    section: "RFC 9112 9.3.2",
    inject: "garbage comes while an answer is under way",
    expect: "not a byte into it",
    routes: slow,
    run: async (at, random) => {
      const client = await at.connect();
      client.send(request("GET /begun"));
      while (!(await client.silence(1)).endsWith("ab\r\n"));
      await pause(between(random, 0, 20));
      client.send(garbage);
      const bytes = await client.broken();
      return /\r\n\r\n2\r\nab\r\n$/.test(bytes) ? "not a byte into it" : "bytes injected";
    },
  },
  {
    id: "F13",
    section: "RFC 9112 9.3.2",
    inject: "garbage comes before an answer has begun",
    expect: "200, then 400 problem",
    routes: slow,
    run: async (at) => {
      const client = await at.connect();
      client.send(request("GET /") + garbage);
      const { status } = await client.read();
      return `${status}, then ${await outcomeOfNext(client)}`;
    },
  },
  ...["GET / HTTP/1.1\r\nHost: a\r\nA: ", request("POST /reads", ["Content-Length: 9"])].map(
    (wire, i): Fault => ({
      id: "F13",
      section: "15.5.9",
      inject: `the client sends ${i === 0 ? "half a header section" : "no content"} and waits`,
      expect: "408 problem",
      routes: slow,
      attach: times,
      run: async (at) => outcomeOf(await at.connect(), wire),
    }),
  ),
  {
    id: "F13",
    section: "RFC 9112 8",
    inject: "the client resets the connection anywhere in its request",
    expect: "200 alive",
    routes: slow,
    run: async (at, random) => {
      const wire = `${request("POST /reads", ["Content-Length: 50000"])}${"a".repeat(50_000)}`;
      const client = await at.connect();
      client.send(oneOf(random, ["", garbage]) + wire.slice(0, between(random, 0, wire.length)));
      await pause(between(random, 0, 5));
      client.abort();
      return outcomeOf(await at.connect(), request("GET /canary"));
    },
  },
];

/** Of the connection. */
export const connections: readonly Fault[] = [ending, ...broken];
