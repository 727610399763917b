/**
 * What an adapter to a framework needs besides the writer: `@rightstatus/node/adapter`.
 *
 * @module
 */
export { isLateError } from "./errors/facts.ts";
export { missed } from "./missed.ts";
export { examine } from "./oversight/overseen-head.ts";
export { type Overseer, overseer } from "./oversight/overseer.ts";
export type { Routing } from "./oversight/oversight.ts";
export { type Replier, replier } from "./replier.ts";
export { checkSettings, configure, type Settings, settingsOf } from "./settings.ts";
export { type Staged, stage } from "./staged.ts";
export { claim, isAnswered, lateError } from "./state.ts";
