import { Session } from "node:inspector";

/**
 * How much work a call is, whatever else the machine does: how often each block of our sources is
 * entered, as V8 counts for coverage, and the characters that built-in functions go through. Counting
 * starts with this module: what is measured has to be imported after it.
 */
export function steps(call: () => unknown): number {
  start();
  try {
    call();
  } finally {
    stop();
  }
  return blocks() + characters;
}

/** The same of what goes on until a promise is fulfilled, on both ends of a connection. */
export async function stepsUntil(call: () => Promise<unknown>): Promise<number> {
  start();
  try {
    await call();
  } finally {
    stop();
  }
  return blocks() + characters;
}

function start(): void {
  blocks();
  characters = 0;
  for (const restore of builtins.map(counted)) undo.push(restore);
}

function stop(): void {
  for (const restore of undo.splice(0)) restore();
}

/** The slope of the line through points on logarithmic scales: 1 if linear, 2 if quadratic. */
export function slope(points: readonly (readonly [size: number, steps: number])[]): number {
  const logs = points.map(
    ([size, count]) => [Math.log(size), Math.log(Math.max(count, 1))] as const,
  );
  const mean = (i: 0 | 1): number => logs.reduce((sum, point) => sum + point[i], 0) / logs.length;
  const [x, y] = [mean(0), mean(1)];
  const covariance = logs.reduce((sum, [lx, ly]) => sum + (lx - x) * (ly - y), 0);
  return covariance / logs.reduce((sum, [lx]) => sum + (lx - x) ** 2, 0);
}

interface Covered {
  readonly result: readonly {
    readonly url: string;
    readonly functions: readonly { readonly ranges: readonly { readonly count: number }[] }[];
  }[];
}

const session = new Session();
session.connect();
session.post("Profiler.enable");
session.post("Profiler.startPreciseCoverage", { callCount: true, detailed: true });

/** Since it was last asked. */
function blocks(): number {
  let sum = 0;
  // A session of the process's own calls back before post returns.
  session.post("Profiler.takePreciseCoverage", (error: Error | null, covered?: Covered) => {
    if (error !== null || covered === undefined) throw error ?? new Error("no coverage");
    for (const { url, functions } of covered.result) {
      if (!/\/(?:packages\/\w+\/src\/|test\/time\/(?:growth|flood))/.test(url)) continue;
      for (const { ranges } of functions) for (const { count } of ranges) sum += count;
    }
  });
  return sum;
}

let characters = 0;
const undo: (() => void)[] = [];

type Method = (this: unknown, ...args: unknown[]) => unknown;

/** What a built-in function goes through, which no block of ours tells of; `from` was its lastIndex. */
type Cost = (self: unknown, args: readonly unknown[], result: unknown, from: number) => number;

const whole: Cost = (self) => String(self).length;
const written: Cost = (_self, _args, result) => String(result).length;
const listed: Cost = (self) => (self as readonly unknown[]).length;

const searched: Cost = (self, [, from = 0], result) =>
  (result === -1 ? String(self).length : Number(result)) - Number(from);

// All patterns of the sources take linear time, as the list of them shows. What is global or sticky goes
// from where it was to the end of its match.
const matched: Cost = (self, [text], result, from) => {
  const { sticky, global, lastIndex } = self as RegExp;
  if (result && (sticky || global)) return lastIndex - from + 1;
  return sticky ? 1 : String(text).length - from;
};

const builtins: readonly (readonly [object, string, Cost])[] = [
  ...["indexOf", "lastIndexOf"].map((name) => [String.prototype, name, searched] as const),
  ...["includes", "split", "replace", "replaceAll", "trim", "trimEnd", "match", "toLowerCase"].map(
    (name) => [String.prototype, name, whole] as const,
  ),
  ...["slice", "substring", "repeat", "padStart"].map(
    (name) => [String.prototype, name, written] as const,
  ),
  ...["exec", "test"].map((name) => [RegExp.prototype, name, matched] as const),
  ...["includes", "indexOf", "slice", "concat", "shift", "splice"].map(
    (name) => [Array.prototype, name, listed] as const,
  ),
  [Array.prototype, "join", written],
];

/** Puts a counter before a built-in function; gives what takes it away. */
function counted([owner, name, cost]: (typeof builtins)[number]): () => void {
  const descriptor = Object.getOwnPropertyDescriptor(owner, name) ?? {};
  const method: Method = descriptor.value;
  const value: Method = function (...args) {
    const from = this instanceof RegExp ? this.lastIndex : 0;
    const result = Reflect.apply(method, this, args);
    characters += cost(this, args, result, from);
    return result;
  };
  Object.defineProperty(owner, name, { ...descriptor, value });
  return () => void Object.defineProperty(owner, name, descriptor);
}
