import { bodies } from "./bodies.ts";
import { clock } from "./clock.ts";
import { connections } from "./connections.ts";
import type { Fault } from "./fault.ts";
import { files } from "./files.ts";
import { h2 } from "./h2.ts";
import { handlers } from "./handlers.ts";
import { upgrades } from "./upgrades.ts";

/** All faults, by their number. */
export const faults: readonly Fault[] = [
  ...bodies,
  ...handlers,
  ...files,
  ...connections,
  ...upgrades,
  ...h2,
  ...clock,
].sort((a, b) => Number(a.id.slice(1)) - Number(b.id.slice(1)));
