import type { ServerResponse } from "node:http";
import { refusedStatus } from "@rightstatus/core/writer";
import { emptied } from "./framing.ts";
import {
  isFinal,
  isRefusedByNode,
  isVouchedFor,
  mended,
  writeBelow,
  writeHeld,
} from "./held-head.ts";
import { mend } from "./mend.ts";
import type { Oversight } from "./oversight.ts";
import { routeName } from "./route-name.ts";
import { tellOnce, toldHere } from "./told-once.ts";

/**
 * From now on this response cannot break its connection, whoever writes it: for a server that does not know
 * what its application answers with. `oversee` takes the place of this.
 */
export function holdFraming(res: ServerResponse): void {
  res.writeHead = framedHead;
}

/** Does nobody but `holdFraming` look at its head? */
export function isFramedHead({ writeHead }: Pick<ServerResponse, "writeHead">): boolean {
  return writeHead === framedHead;
}

const connection: Oversight = { mode: "framing", told: toldHere };

function framedHead(this: ServerResponse, status: number, ...said: unknown[]): ServerResponse {
  const given: readonly unknown[] = [status, ...said];
  if (this.headersSent || isVouchedFor(this)) return writeBelow(this, given);
  // The error of node:http leads to the application, as it would without this hook.
  if (isRefusedByNode(status)) return writeBelow(this, given);
  if (!isFinal(status)) return writeFailed(this, status);
  const isMended = mend(this, status, said, connection);
  return writeHeld(this, isMended ? mended(given) : given, connection);
}

/**
 * Nothing would turn an error into a response here, and the handler that wrote the head goes on with the
 * content.
 */
function writeFailed(res: ServerResponse, status: number): ServerResponse {
  const message = `sent a 500 instead: ${refusedStatus(status)}`;
  tellOnce(connection.told, routeName(res.req, connection), "fix/status", message);
  for (const name of res.getHeaderNames()) res.removeHeader(name);
  emptied(res);
  return writeBelow(res, [500, { "content-length": "0" }]);
}
