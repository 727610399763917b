import type { Exchange } from "@rightstatus/conformance";
import { connect, exchange as sent } from "../support/connection.ts";
import { type Response, value } from "../support/response-parser.ts";

/** A request in wire notation, and the response that came, as rules see them. */
export function recorded(wire: string, response: Response, received: Date): Exchange {
  const end = wire.indexOf("\r\n\r\n");
  const [line = "", ...lines] = wire.slice(0, end).split("\r\n");
  const [method = "", target = ""] = line.split(" ");
  const fields = lines.map((each): [string, string] => {
    const colon = each.indexOf(":");
    return [each.slice(0, colon), each.slice(colon + 1).trim()];
  });
  const { body, fields: headers, interim, phrase, status, trailers } = response;
  return {
    request: { method, target, headers: fields, body: Buffer.from(wire.slice(end + 4)) },
    response: {
      status,
      phrase,
      headers,
      body,
      trailers,
      interim: interim.map((one) => ({ status: one.status, headers: one.fields })),
    },
    circumstances: { role: "origin", secure: false, received },
  };
}

/** Asks for something, with what to compare its response with: a plain read of the same. */
export async function ask(port: number, wire: string): Promise<Exchange> {
  const own = await one(port, wire);
  const plain = plainOf(wire);
  return plain === undefined ? own : { ...own, pair: await one(port, plain) };
}

async function one(port: number, wire: string): Promise<Exchange> {
  const response = await sent(await connect(port), wire);
  return recorded(wire, response, new Date());
}

const conditional = /^(?:If-.*|Range): .*\r\n/gim;

/** The GET of the same without conditions and Range; undefined where the request is that. */
function plainOf(wire: string): string | undefined {
  const plain = wire.replace(/^HEAD /, "GET ").replace(conditional, "");
  return /^(?:GET|HEAD) /.test(wire) && plain !== wire ? plain : undefined;
}

/** What the response to an earlier request said. */
export function said({ response }: Exchange, name: string): string {
  const fields = response.headers;
  return value({ status: response.status, phrase: "", fields }, name) ?? "";
}
