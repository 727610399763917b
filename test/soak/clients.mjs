// What is done to a server: requests without end, a long pipeline, connections that are dropped.
import { Agent, request } from "node:http";
import { connect } from "node:net";
import { setTimeout as pause } from "node:timers/promises";

const CONNECTIONS = 32;

/**
 * Asks for all paths in turn on connections that stay open, with the fields that a number of a request gives.
 * Throws for a response that was never to be.
 */
export async function ask(
  port,
  paths,
  { requests = Number.POSITIVE_INFINITY, until = Number.POSITIVE_INFINITY, fields },
) {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  let asked = 0;
  const worker = async () => {
    while (asked < requests && performance.now() < until) {
      const number = asked++;
      await get(port, paths[number % paths.length], agent, fields?.(number));
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, worker));
  agent.destroy();
  return asked;
}

function get(port, path, agent, headers) {
  return new Promise((resolve, reject) => {
    const req = request({ port, path, agent, headers, host: "127.0.0.1" }, (res) => {
      res.resume();
      res.once("end", resolve);
      res.once("error", reject);
    });
    req.once("error", reject);
    req.end();
  });
}

/**
 * Sends so many requests at once on one connection, for each path in turn.
 *
 * @returns The first character and the octets of the content of each response, in the order in which they came.
 */
export function pipeline(port, paths, count) {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: "127.0.0.1" });
    const lines = Array.from({ length: count }, (_, i) => {
      const end = i === count - 1 ? "Connection: close\r\n" : "";
      return `GET ${paths[i % paths.length]} HTTP/1.1\r\nHost: a\r\n${end}\r\n`;
    });
    socket.write(lines.join(""));
    const answers = [];
    let text = "";
    socket.on("data", (chunk) => {
      text += chunk.latin1Slice();
      for (let end = endOf(text); end <= text.length; end = endOf(text)) {
        const start = text.indexOf("\r\n\r\n") + 4;
        answers.push([text[start], end - start]);
        text = text.slice(end);
      }
    });
    socket.once("error", reject);
    socket.once("close", () => resolve(answers));
  });
}

/** Where the first response ends; beyond all text if that is not known yet. */
function endOf(text) {
  const start = text.indexOf("\r\n\r\n");
  const [, length] = /\r\ncontent-length: (\d+)/i.exec(text.slice(0, start)) ?? [];
  return start < 0 ? Number.POSITIVE_INFINITY : start + 4 + Number(length);
}

/** Where in its life a connection is dropped. */
const stages = [
  "",
  "GET /ok HTTP/1.1\r\nHo",
  "GET /ok HTTP/1.1\r\nHost: a\r\n\r\n",
  "GET /large HTTP/1.1\r\nHost: a\r\n\r\n".repeat(20),
  "POST /ok HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n\r\nxxx",
  "GET /streamed HTTP/1.1\r\nHost: a\r\n\r\nGARBAGE\x01\r\n\r\n",
];

/** Opens connections, a burst at a time, and resets or ends them wherever they are. */
export async function drop(port, count, burst) {
  for (let opened = 0; opened < count; opened += burst) {
    await Promise.all(Array.from({ length: burst }, (_, i) => dropOne(port, opened + i)));
  }
}

async function dropOne(port, i) {
  const socket = connect({ port, host: "127.0.0.1" });
  socket.on("error", () => {});
  await new Promise((resolve) => socket.once("connect", resolve));
  socket.write(stages[i % stages.length]);
  await pause(i % 5);
  if (i % 2 === 0) socket.resetAndDestroy();
  else socket.destroy();
}
