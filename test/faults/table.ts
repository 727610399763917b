import { bodies } from "./bodies.ts";
import { clock } from "./clock.ts";
import { connections } from "./connections.ts";
import { corpora } from "./corpora.ts";
import type { Fault } from "./fault.ts";
import { files } from "./files.ts";
import { h2 } from "./h2.ts";
import { handlers } from "./handlers.ts";
import { loads } from "./loads.ts";
import { upgrades } from "./upgrades.ts";

/** All faults, by their number, and then loads and corpora. */
export const faults: readonly Fault[] = [
  ...bodies,
  ...handlers,
  ...files,
  ...connections,
  ...upgrades,
  ...h2,
  ...clock,
  ...loads,
  ...corpora,
].sort((a, b) => place(a) - place(b));

function place({ id }: Fault): number {
  return 100 * "FLC".indexOf(id.charAt(0)) + Number(id.slice(1));
}
