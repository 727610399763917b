import type { ServerResponse } from "node:http";
import {
  isFinal,
  isRefusedByNode,
  isVouchedFor,
  mended,
  writeBelow,
  writeFailed,
  writeHeld,
} from "./held-head.ts";
import { mend } from "./mend.ts";
import type { Oversight } from "./oversight.ts";
import { toldHere } from "./told-once.ts";

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
  if (!isFinal(status)) return writeFailed(this, status, connection);
  const isMended = mend(this, status, said, connection);
  return writeHeld(this, isMended ? mended(given) : given, connection);
}
