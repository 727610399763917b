import { expect } from "vitest";
import { type Response, value } from "../../support/response-parser.ts";
import type { Setup } from "../../support/servers.ts";

/** For a server that takes header sections as long as those of the vectors; Node's own limit is 16 KiB. */
export const room: Pick<Setup, "attach"> = { attach: { maxHeaderSize: 1024 * 1024 } };

/**
 * The response where there is no room: the application is never asked.
 *
 * @param status - 431 for fields (RFC 6585 section 5), 414 for a target (RFC 9110 section 15.5.15).
 */
export function expectNoRoom(response: Response, status: 414 | 431 = 431): void {
  expect([response.status, value(response, "connection")]).toEqual([status, "close"]);
  expect(value(response, "etag")).toBeUndefined();
}
