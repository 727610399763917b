/** A load client that costs little: keep-alive connections, one request at a time on each. */
import { connect } from "node:net";

/** Opens connections to a server of this machine. */
export function open(port, count) {
  return Promise.all(
    Array.from(
      { length: count },
      () =>
        new Promise((resolve, reject) => {
          const socket = connect({ port, host: "127.0.0.1", noDelay: true }, () => resolve(socket));
          socket.once("error", reject);
        }),
    ),
  );
}

/**
 * Asks once and reads the whole answer: its status, fields and content, and how long it is. A scenario may leave
 * its status to the server.
 */
export async function askOnce(port, scenario) {
  const [socket] = await open(port, 1);
  const answer = await new Promise((resolve, reject) => {
    let received = Buffer.alloc(0);
    socket.on("data", (chunk) => {
      received = Buffer.concat([received, chunk]);
      const answer = parse(received);
      if (answer !== undefined && received.length >= answer.length) resolve(answer);
    });
    socket.once("close", () => reject(new Error(`${scenario.name}: the connection was closed`)));
    socket.write(wire(scenario));
  });
  socket.destroy();
  if (answer.status !== (scenario.status ?? answer.status)) {
    throw new Error(`${scenario.name}: got ${answer.status} ${answer.content}`);
  }
  return answer;
}

/**
 * Asks again and again, until so many requests are made or so much time is over.
 *
 * @param answer - What `askOnce` got. Every answer must be as long, for their ends are found by that.
 * @param limits - `took` is told how many milliseconds each answer took.
 * @returns Answers, and the seconds they took.
 */
export function load(sockets, scenario, answer, { requests, milliseconds, took = () => {} }) {
  const request = wire(scenario);
  const begin = performance.now();
  let asked = 0;
  let answered = 0;
  let busy = sockets.length;
  return new Promise((resolve, reject) => {
    const settle = (done, value) => {
      for (const socket of sockets) socket.removeAllListeners();
      done(value);
    };
    const fail = (reason) => settle(reject, new Error(`${scenario.name}: ${reason}`));
    for (const socket of sockets) {
      let received = 0;
      let at = 0;
      const ask = () => {
        if (asked < requests && performance.now() - begin < milliseconds) {
          asked += 1;
          received = 0;
          at = performance.now();
          socket.write(request);
        } else {
          busy -= 1;
          if (busy > 0) return;
          settle(resolve, { answered, seconds: (performance.now() - begin) / 1000 });
        }
      };
      socket.on("data", (chunk) => {
        const status = received === 0 ? chunk.latin1Slice(9, 12) : undefined;
        if (status !== undefined && status !== String(answer.status)) return fail(`got ${status}`);
        received += chunk.length;
        if (received > answer.length) return fail("got more than was announced");
        if (received < answer.length) return;
        answered += 1;
        took(performance.now() - at);
        ask();
      });
      socket.once("error", (error) => fail(error.message));
      socket.once("close", () => fail("the connection was closed"));
      ask();
    }
  });
}

/** The scenario as this server can be asked for it: with its own ETag, where it revalidates. */
export async function askable(port, scenario) {
  if (scenario.revalidates !== true) return scenario;
  const { fields } = await askOnce(port, { ...scenario, status: 200 });
  return { ...scenario, fields: [`If-None-Match: ${fields.get("etag")}`] };
}

function wire({ method, path, accept = "*/*", fields = [] }) {
  const lines = [
    `${method} ${path} HTTP/1.1`,
    "Host: 127.0.0.1",
    "User-Agent: bench",
    ...(fields.some((field) => field.startsWith("Accept:")) ? [] : [`Accept: ${accept}`]),
    ...(method === "POST" ? ["Content-Length: 0"] : []),
    ...fields,
  ];
  return Buffer.from(`${lines.join("\r\n")}\r\n\r\n`);
}

/** `undefined` until the header section is whole. Content has to be framed by its length. */
function parse(received) {
  const end = received.indexOf("\r\n\r\n");
  if (end === -1) return undefined;
  const [statusLine, ...lines] = received.latin1Slice(0, end).split("\r\n");
  const fields = new Map(
    lines.map((line) => {
      const colon = line.indexOf(":");
      return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
    }),
  );
  const status = Number(statusLine.split(" ")[1]);
  const bare = status === 204 || status === 304; // They end with their header section.
  const octets = bare ? 0 : Number(fields.get("content-length"));
  if (Number.isNaN(octets)) throw new Error(`no Content-Length: ${statusLine}`);
  const start = end + 4;
  return { status, fields, length: start + octets, content: received.subarray(start).toString() };
}

// `node load.js 40123 "404 thrown" 50000`: load for a server that is looked at by other means.
if (process.argv[1] === import.meta.filename) {
  const { scenarios } = await import("./scenarios.js");
  const [port, name, requests] = process.argv.slice(2);
  const scenario = await askable(
    port,
    scenarios.find((one) => one.name === name),
  );
  const sockets = await open(port, 16);
  const limits = { requests: Number(requests), milliseconds: 60_000 };
  console.log(await load(sockets, scenario, await askOnce(port, scenario), limits));
  for (const socket of sockets) socket.destroy();
}
