import type { IncomingMessage, Server, ServerOptions, ServerResponse } from "node:http";
import type { AnyReply } from "@rightstatus/core";
import type { AttachOptions, FallbackOptions, SendOptions } from "@rightstatus/node";
import type { RequestHandler } from "express";
import type { Middleware } from "koa";
import type { Connection } from "../support/connection.ts";

/**
 * A fault that is injected into a server again and again, and what has to come of it each time. A load (L)
 * and a corpus of requests (C) are asked in the same way.
 */
export interface Fault {
  readonly id: `${"C" | "F" | "L"}${number}`;
  /** Of RFC 9110, or of the one named, that says why. */
  readonly section: string;
  /** What is done. */
  readonly inject: string;
  /** The outcome of each injection. */
  readonly expect: string | RegExp;
  /** What the application does, by path. */
  readonly routes?: Readonly<Record<string, Does>>;
  /** Does the server answer from a folder, too? A function makes it. */
  readonly files?: boolean | (() => string);
  readonly options?: SendOptions & FallbackOptions;
  readonly attach?: AttachOptions & ServerOptions;
  /** Behind compression, helmet, sessions and the like, as applications are. */
  readonly usual?: boolean;
  /** With the same listener on node:http2, or on node:https. Express does not speak HTTP/2. */
  readonly over?: "h2" | "tls";
  /** One injection is so many at once. Default: 1. */
  readonly weight?: number;
  /** One injection has so many outcomes. Default: 1. */
  readonly answers?: number;
  /** So many injections, however many are wanted: one for each row of a corpus. */
  readonly rounds?: number;
  /** Injections at the same time. Default: 10. */
  readonly parallel?: number;
  /** Injects once, for the time `n` from 0, and says in a word or two what came of it, or of each part of it. */
  readonly run: (at: Target, random: Random, n: number) => Promise<string | readonly string[]>;
}

/** What a route does. Each server says it in its own words: ours by replies, a plain one by its idiom. */
export type Does =
  /** Answers 200 with this content: text, bytes, or a stream of any kind. */
  | { readonly body: (req: IncomingMessage) => unknown; readonly fields?: () => Fields }
  /** Throws what this makes. */
  | { readonly fails: (req: IncomingMessage) => unknown }
  /** Answers by itself. */
  | { readonly by: (exchange: Exchange) => unknown }
  /** Redirects to where this says. */
  | { readonly redirect: (req: IncomingMessage) => string }
  /** Answers with these parts, whether they fit or not. */
  | { readonly parts: Parts }
  /** Replies. A plain server says it by its usual means; where it has none it has no part in this fault. */
  | {
      readonly reply: (req: IncomingMessage) => AnyReply | Promise<AnyReply>;
      readonly plain?: Idiom;
    };

/** The same in the words of each framework. */
export interface Idiom {
  readonly express: RequestHandler;
  readonly koa: Middleware;
}

export interface Parts {
  readonly status: number;
  readonly body: string;
  readonly fields?: Fields;
}

export type Fields = Readonly<Record<string, string | readonly string[]>>;

export interface Exchange {
  readonly req: IncomingMessage;
  readonly res: ServerResponse;
  /** Answers 200 with this text, as `body` does. */
  readonly answer: (text: string) => unknown;
  /** Sends a 103 with these fields, and a link. */
  readonly hint: (fields: Readonly<Record<string, string>>) => unknown;
  /** What the server's own means choose of `offers`, in words: type, language and coding. */
  readonly choose: () => string;
}

/** What may be chosen by the fields of a request. */
export const offers = {
  type: ["a/b", "i/j", "x/y"],
  language: ["en", "fr"],
  encoding: ["gzip", "br", "identity"],
} as const;

/** A server with a fault's routes. */
export interface Target {
  readonly server: Server;
  readonly port: number;
  /** Its files are below. Empty where there are none. */
  readonly root: string;
  connect(): Promise<Connection>;
  /** Ends it as its kind ends: ours drains, a plain one closes. */
  close(options?: { readonly timeout?: number }): Promise<unknown>;
  /** Another one of the same kind, for a fault that ends it. */
  again(): Promise<Target>;
}

/** Numbers of [0, 1) that are the same for the same seed. */
export type Random = () => number;

/** By the text of a seed: mulberry32 behind FNV-1a. */
export function randomOf(seed: string): Random {
  let state = 0x811c9dc5;
  for (const unit of seed) state = Math.imul(state ^ unit.charCodeAt(0), 0x01000193);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export function oneOf<T>(random: Random, values: readonly T[]): T {
  return values[Math.floor(random() * values.length)] as T;
}

/** A whole number from `least` to `most`, both included. */
export function between(random: Random, least: number, most: number): number {
  return least + Math.floor(random() * (most - least + 1));
}
