import { once } from "node:events";
import http from "node:http";
import { askable, askOnce } from "../load.js";
import { heldScenarios, routeOf, scenarios } from "../scenarios.js";
import { byHand as byHandWith } from "./node.js";

export const byHand = byHandWith;

/**
 * Answers that are made before anybody asks, for nothing is decided: node:http itself, and so the least
 * that an answer can cost with it.
 */
export async function ours() {
  const answers = await answersOf(byHand());
  return http.createServer((req, res) => {
    const route = answers.get(routeOf(req));
    const answer = req.headers["if-none-match"] === undefined ? route.full : route.short;
    res.writeHead(answer.status, answer.fields);
    res.end(answer.content);
  });
}

/** What a server says to each scenario, by route: `short` where the client has it already. */
async function answersOf(server) {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  const answers = new Map();
  for (const scenario of [...scenarios, ...heldScenarios]) {
    const { status, fields, content } = await askOnce(port, await askable(port, scenario));
    const own = [...fields].filter(([name]) => !connection.has(name));
    const answer = { status, fields: own.flat(), content: Buffer.from(content) };
    const route = routeOf({ method: scenario.method, url: scenario.path });
    const kind = scenario.revalidates ? "short" : "full";
    answers.set(route, { ...answers.get(route), [kind]: answer });
  }
  server.close();
  return answers;
}

/** Said by node:http. */
const connection = new Set(["connection", "date", "keep-alive"]);
