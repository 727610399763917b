import type { IncomingMessage, ServerResponse } from "node:http";
import { Readable } from "node:stream";
import type { AnyReply } from "@rightstatus/core";
import { adopt } from "@rightstatus/core/writer";
import { digests, isUntouched, recoded, writeStagedHead } from "./head.ts";
import { dropStale, setFields } from "./merge.ts";
import type { SendOptions } from "./options.ts";
import { type Payload, payloadOf } from "./payload.ts";
import { type Fields, prepare } from "./prepare.ts";
import { report } from "./report.ts";
import { giveUp, write } from "./send.ts";
import type { Source } from "./source.ts";
import { isGone } from "./state.ts";
import { wait } from "./waiting-fields.ts";

const done = Promise.resolve();

/**
 * A reply between the handler that made it and the middleware that sends it, for frameworks whose middleware
 * works on the body in between, as in Koa.
 */
export interface Staged {
  readonly status: number;
  /** The body that middleware finds, and may replace. */
  readonly body: Uint8Array | string | Readable | undefined;
  /** Sets the header fields on the response. */
  setFields(): void;
  /** Sends the reply as middleware has left it. Resolves and reports as `send` does. */
  release(status: number, body: unknown): Promise<void>;
  /** Frees the body of a reply that is not sent after all. */
  discard(): void;
}

/**
 * Prepares a reply for the middleware that sends it.
 *
 * @throws TypeError if the parts break a MUST; what the body throws while it is serialised.
 */
export function stage(
  req: IncomingMessage,
  res: ServerResponse,
  reply: AnyReply,
  options: SendOptions = {},
): Staged {
  const prepared = prepare(req, adopt(reply), options);
  const { fields, payload, status } = prepared;
  const held = payload.kind === "stream" ? hold(payload.source) : undefined;
  const body = payload.kind === "content" ? payload.content : held?.stream;
  return {
    status,
    body,
    setFields() {
      if (isUntouched(res)) return wait(res, fields);
      dropStale(res, prepared);
      setFields(res, fields);
    },
    discard: () => held?.cancel(),
    release(lastStatus, lastBody) {
      try {
        const same = (lastBody ?? undefined) === body;
        const changed = same ? payload : payloadOf(lastBody ?? undefined);
        const last = same || !held ? changed : held.replaced(changed);
        if (isGone(res)) {
          if (last.kind === "stream") last.source.cancel();
          held?.cancel();
          return done;
        }
        if (lastStatus >= 500) report(reply, req, options);
        const coded = res.getHeader("content-encoding") !== fields["content-encoding"];
        if (coded) recoded(req, res, lastStatus);
        else if (!same || lastStatus !== status) dropValidators(res, fields);
        const changedTo = { status: lastStatus, fields, payload: last };
        return write(req, res, changedTo, options, writeStagedHead);
      } catch (error) {
        held?.cancel();
        return giveUp(req, res, options, error);
      }
    },
  };
}

/** Our validators and digests do not describe what other middleware has put in place of our body. */
function dropValidators(res: ServerResponse, fields: Fields): void {
  for (const name of ["etag", "last-modified", ...digests]) {
    if (res.getHeader(name) === fields[name]) res.removeHeader(name);
  }
}

/** A source as a stream that other middleware may pipe on. */
interface Held {
  readonly stream: Readable;
  /** A payload that the stream was piped into, made to break where the source broke. */
  replaced(payload: Payload): Payload;
  cancel(): void;
}

/**
 * Frameworks answer by themselves when a body emits an error, and `pipe` does not pass errors on. So the
 * stream just ends where its source breaks, and whoever writes the end has to check.
 */
function hold(source: Source): Held {
  let broken: { readonly error: unknown } | undefined;
  const cancel = () => source.cancel();
  const stream = new Readable({
    read() {
      source.next().then(
        (chunk) => this.push(chunk ?? null),
        (error: unknown) => {
          broken = { error };
          this.push(null);
        },
      );
    },
    destroy(error, callback) {
      cancel();
      callback(error);
    },
  });
  return {
    stream,
    cancel,
    replaced(payload) {
      if (payload.kind !== "stream") {
        cancel();
        return payload;
      }
      const { source: last } = payload;
      return {
        kind: "stream",
        source: {
          async next() {
            const chunk = await last.next();
            if (chunk === undefined && broken !== undefined) throw broken.error;
            return chunk;
          },
          cancel() {
            last.cancel();
            cancel();
          },
        },
      };
    },
  };
}
