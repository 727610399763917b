/** What clients that read a large file hardly at all cost the others. */
import { once } from "node:events";
import { connect } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { hold } from "./held.js";
import { askOnce } from "./load.js";
import { largePath } from "./scenarios.js";
import { idioms, inLives, inTurn, start } from "./servers.js";

export const READERS = 500;
/** Octets that each of them takes a second. */
export const PACE = 1024;
/** They take turns within the second, so many of them at a time. */
const AT_ONCE = 50;

/** Milliseconds in which the code becomes warm, and in which the system takes what it takes for the readers. */
const WARM_UP = 1000;

/**
 * @param limits - `seconds` for each idiom, with the readers and without them, in all; so many `lives`, with as many
 * `rounds` in each.
 * @returns One row for each contender: by idiom the 99th percentile of milliseconds of the other clients, `alone`
 * and `beside` the readers, one number for each round.
 */
export async function measureReaders({ contenders, scenario, kind }, { seconds, lives, rounds }) {
  const milliseconds = (seconds * 1000) / (lives * rounds);
  const rows = [];
  for (const { name } of contenders) {
    rows.push(
      ...(await inLives(lives, () => measureOne(name, { scenario, kind, rounds, milliseconds }))),
    );
  }
  return rows;
}

async function measureOne(contender, { scenario, kind, rounds, milliseconds }) {
  const servers = {};
  try {
    const row = { contender, scenario };
    for (const idiom of idioms) {
      servers[idiom] = await start(contender, idiom, kind);
      const answer = await askOnce(servers[idiom].port, scenario);
      row[idiom] = { server: servers[idiom], answer, alone: [], beside: [] };
      await hold(row[idiom], scenario, WARM_UP);
    }
    for (let round = 0; round < rounds; round += 1) {
      for (const idiom of inTurn(round)) {
        const { [idiom]: side } = row;
        const { latency: alone } = await hold(side, scenario, milliseconds);
        const readers = await come(side.server.port);
        const { latency: beside } = await hold(side, scenario, milliseconds);
        await readers.leave();
        side.alone.push(alone);
        side.beside.push(beside);
      }
    }
    return [row];
  } finally {
    for (const { child } of Object.values(servers)) child.disconnect();
  }
}

async function come(port) {
  const sockets = Array.from({ length: READERS }, () => connect({ port, host: "127.0.0.1" }));
  for (const socket of sockets) {
    socket.write(`GET ${largePath} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n`);
  }
  await Promise.all(sockets.map((socket) => once(socket, "readable")));
  await pause(WARM_UP);
  let next = 0;
  const timer = setInterval(
    () => {
      for (let i = 0; i < AT_ONCE; i += 1) sockets[next++ % READERS].read(PACE);
    },
    (1000 * AT_ONCE) / READERS,
  );
  return {
    async leave() {
      clearInterval(timer);
      const left = sockets.filter(({ closed }) => closed);
      for (const socket of sockets) socket.destroy();
      if (left.length > 0) throw new Error(`${left.length} readers were sent away`);
      await pause(WARM_UP / 4);
    },
  };
}
