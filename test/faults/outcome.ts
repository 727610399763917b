import { type Connection, methodOf, request } from "../support/connection.ts";
import { canary } from "../support/hostile-values.ts";
import { type Response, value, WireError } from "../support/response-parser.ts";

/** Octets: more than any client takes for a header section. */
const LONGEST_HEAD = 65_536;

/**
 * Sends a request and says in a word or two what came of it:
 *
 * - "200", or "500 problem" for problem details; "200 first" for text so short that it tells something
 * - "broken": the response was broken off; "nothing": the connection ended without one
 * - "hang": nothing comes any more, and the connection stays
 * - "malformed": bytes that are no response; "desync": the next response on the connection is not the next
 * - "leak": it tells what nobody may know; "long head": no client can read it
 */
export function outcomeOf(client: Connection, wire: string): Promise<string> {
  client.send(wire);
  return outcomeOfNext(client, methodOf(wire));
}

/** The same for a response that is on its way. */
export async function outcomeOfNext(client: Connection, method = "GET"): Promise<string> {
  try {
    const response = await client.read({ method });
    const said = inWords(response);
    return said === "leak" || said === "long head" ? said : await withNext(client, response, said);
  } catch (error) {
    return failed(error);
  }
}

function inWords(response: Response): string {
  const head = response.fields.map(([name, line]) => `${name}: ${line}\r\n`).join("");
  if (head.length > LONGEST_HEAD) return "long head";
  const body = response.body.toString();
  if ((head + body).includes(canary)) return "leak";
  const isProblem = value(response, "content-type")?.startsWith("application/problem+json");
  if (isProblem) return `${response.status} problem`;
  return response.status === 200 && /^[a-z]{1,10}$/.test(body)
    ? `200 ${body}`
    : `${response.status}`;
}

/** Is what follows on the connection what has to follow? */
async function withNext(client: Connection, response: Response, said: string): Promise<string> {
  if (/\bclose$/.test(value(response, "connection") ?? "")) {
    await client.ended();
    return said;
  }
  client.send(request("GET /canary"));
  const next = await client.read();
  return next.status === 200 && next.body.toString() === "alive" ? said : "desync";
}

/** In words for what a connection of `test/support` throws. */
export function failed(error: unknown): string {
  if (error instanceof WireError) return "malformed";
  const message = error instanceof Error ? error.message : String(error);
  if (message.startsWith("no ")) return "hang";
  if (message.startsWith("unread")) return "desync";
  return message.endsWith("nothing") ? "nothing" : "broken";
}
