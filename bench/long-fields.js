/** What a long field costs, whatever it is made of. */
import { askOnce } from "./load.js";
import { idioms, measure, start } from "./servers.js";

/** Octets of a field: node:http takes no more than 16 KiB of a header section. */
export const sizes = { short: 1000, long: 15_000 };

const units = [",", ";", "a,", "a/b;q=0.5,", '"a",', '"', " "];
const asked = [
  ["Accept", "/page"],
  ["If-None-Match", "/json"],
];

/** @returns One row for each contender and field: by idiom and size microseconds of CPU per request. */
export async function measureLongFields({ contenders, kind }, limits) {
  const rows = [];
  for (const { name: contender } of contenders) {
    const servers = {};
    try {
      for (const idiom of idioms) servers[idiom] = await start(contender, idiom, kind);
      for (const [field, path] of asked) {
        for (const unit of units)
          rows.push(await rowFor({ contender, field, path, unit }, servers, limits));
      }
    } finally {
      for (const { child } of Object.values(servers)) child.disconnect();
    }
  }
  return rows;
}

async function rowFor({ contender, field, path, unit }, servers, { rounds, ...limits }) {
  const row = { contender, field, unit, byHand: {}, ours: {} };
  for (const idiom of idioms) {
    for (const [size, octets] of Object.entries(sizes)) {
      const value = `a${unit.repeat(octets / unit.length)}a`;
      const scenario = {
        name: `${field} of ${unit}`,
        method: "GET",
        path,
        fields: [`${field}: ${value}`],
      };
      const { [idiom]: server } = servers;
      const answer = await askOnce(server.port, scenario);
      const side = { [idiom]: { server, scenario, answer } };
      row[idiom][size] = [];
      for (let round = 0; round < rounds; round += 1) {
        row[idiom][size].push((await measure(side, idiom, limits)).cpu);
      }
    }
  }
  return row;
}
