import { type AnyReply, etag, ok, serve } from "@rightstatus/core";
import { noon, treeOf } from "../../node/files/tree.ts";
import {
  type Exchange,
  type Framework,
  type Route,
  type Running,
  type Setup,
  start,
} from "../../support/servers.ts";
import { startFiles } from "../files-setup.ts";

/** How a read can be answered. */
export const ways = ["ok()", "serve() of text", "serve() of slices", "files()"] as const;
export type Way = (typeof ways)[number];

const validators = { etag: etag("v1"), lastModified: noon } as const;

type Handler = (exchange: Pick<Exchange, "req">) => AnyReply | Promise<AnyReply>;

const routes: Readonly<Record<Exclude<Way, "files()">, (content: string) => Handler>> = {
  "ok()": (content) => () => ok(content, validators),
  "serve() of text":
    (content) =>
    ({ req }) =>
      serve(req, { exists: true, ...validators, body: content }),
  "serve() of slices":
    (content) =>
    ({ req }) =>
      serve(req, {
        exists: true,
        ...validators,
        type: "text/plain",
        length: content.length,
        body: () => new Blob([content]).stream(),
        slice: (start, end) => new Blob([content.slice(start, end)]).stream(),
      }),
};

/** An app that has this text at /a.txt, with both validators. Behind files() a route takes the other methods. */
export function startReads(
  framework: Framework,
  way: Way,
  content: string,
  setup: Setup = {},
): Promise<Running> {
  const path = "/a.txt";
  if (way !== "files()") {
    return start(framework, { ...setup, routes: [{ path, handle: routes[way](content) }] });
  }
  const others: Route = { path, handle: () => ok(content, validators) };
  return startFiles(
    framework,
    { root: treeOf({ "a.txt": content }) },
    { ...setup, routes: [others] },
  );
}
