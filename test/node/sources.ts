import { Readable } from "node:stream";
import { pause } from "./server.ts";

/** What a source does next: give a chunk, break, or wait for ever. */
export type Step = Uint8Array | string | Error | "hang";

/** A body that runs through its steps, `pace` milliseconds each, and calls `freed` when it is let go. */
export interface Play {
  readonly steps: Iterable<Step>;
  readonly freed?: () => void;
  readonly pace?: number;
}

const forever = new Promise<never>(() => {});

async function take(step: Step, pace: number): Promise<Uint8Array> {
  if (pace > 0) await pause(pace);
  if (step === "hang") return forever;
  if (step instanceof Error) throw step;
  return typeof step === "string" ? Buffer.from(step) : step;
}

/** Its `finally` is what a program frees things in. */
export async function* generator({
  steps,
  freed = () => {},
  pace = 0,
}: Play): AsyncGenerator<Uint8Array> {
  try {
    for (const step of steps) yield await take(step, pace);
    if (pace > 0) await pause(pace);
  } finally {
    freed();
  }
}

function readable({ steps, freed = () => {}, pace = 0 }: Play): Readable {
  const rest = steps[Symbol.iterator]();
  return new Readable({
    read() {
      const step: Step | undefined = rest.next().value;
      if (step === undefined) this.push(null);
      else
        take(step, pace).then(
          (chunk) => this.push(chunk),
          (error: Error) => this.destroy(error),
        );
    },
    destroy(error, callback) {
      freed();
      callback(error);
    },
  });
}

function readableFrom(play: Play): Readable {
  return Readable.from(generator(play), { objectMode: false });
}

function webStream({ steps, freed = () => {}, pace = 0 }: Play): ReadableStream<Uint8Array> {
  const rest = steps[Symbol.iterator]();
  return new ReadableStream({
    async pull(controller) {
      const step: Step | undefined = rest.next().value;
      if (step === undefined) {
        freed();
        return controller.close();
      }
      try {
        controller.enqueue(await take(step, pace));
      } catch (error) {
        freed();
        controller.error(error);
      }
    },
    cancel: () => freed(),
  });
}

/** An iterator that a class might be: open from the start, and freed by `return` or by its end. */
function iterator({ steps, freed = () => {}, pace = 0 }: Play): AsyncIterable<Uint8Array> {
  const rest = steps[Symbol.iterator]();
  const self = {
    [Symbol.asyncIterator]: () => self,
    async next(): Promise<IteratorResult<Uint8Array>> {
      const step: Step | undefined = rest.next().value;
      try {
        if (step !== undefined) return { done: false, value: await take(step, pace) };
      } catch (error) {
        freed();
        throw error;
      }
      freed();
      return { done: true, value: undefined };
    },
    async return(): Promise<IteratorResult<Uint8Array>> {
      freed();
      return { done: true, value: undefined };
    },
  };
  return self;
}

/** Each kind of stream that a body can be. */
export const sources: readonly (readonly [kind: string, make: (play: Play) => unknown])[] = [
  ["async generator", generator],
  ["async iterator", iterator],
  ["Readable", readable],
  ["Readable.from", readableFrom],
  ["ReadableStream", webStream],
];
