import type { IncomingMessage } from "node:http";
import type { AnyReply } from "@rightstatus/core";
import { send } from "@rightstatus/node";
import { afterEach, type Mock, vi } from "vitest";
import { type Bare, listen } from "./server.ts";

/** What a reply is sent with, and what it heard in this test. */
export const onError: Mock<(error: unknown, req: IncomingMessage) => void> = vi.fn();
/** Called when a `send` is over, in this test. */
export const sent: Mock<(...outcome: unknown[]) => void> = vi.fn();

afterEach(() => {
  onError.mockReset();
  sent.mockReset();
});

/** A server that sends this to everybody. */
export function serving(make: () => AnyReply): Promise<Bare> {
  return listen((req, res) => {
    send(req, res, make(), { onError }).then(sent, (error: unknown) => sent("rejected", error));
  });
}
