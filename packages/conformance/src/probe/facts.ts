import { randomUUID } from "node:crypto";
import { etagField, isWeak, lastModified } from "@rightstatus/core/fields";
import { formatHttpDate } from "@rightstatus/core/grammar";
import type { Exchange } from "../exchange.ts";
import { HeaderSection } from "../header-section.ts";
import type { Origin } from "./client/origin.ts";
import type { Facts } from "./probe-entry.ts";

/** What is known of a path before anything is sent. */
export function factsBefore({ host, url }: Origin, path: string): Facts {
  const [bare = ""] = path.split("?");
  const folder = bare.slice(0, bare.lastIndexOf("/") + 1);
  const around = `GET ${path}? HTTP/1.1\r\n`.length;
  return {
    host,
    origin: url,
    path,
    missing: `${folder}rightstatus-${randomUUID()}`,
    long: "x".repeat(32 * 1024),
    ...(around < 8000 ? { letters: "x".repeat(8000 - around) } : {}),
  };
}

/**
 * What the responses to the first requests tell in addition.
 *
 * @param get - Two responses to the same GET. If they differ in a validator, that is not a fact.
 * @param coded - The response to a request that accepts gzip.
 */
export function factsOf(
  get: readonly (Exchange | undefined)[],
  coded: Exchange | undefined,
): Facts {
  const [first, second] = get;
  if (first?.response.status !== 200 || second?.response.status !== 200) return {};
  const { body, headers } = first.response;
  const [fields, again] = [headers, second.response.headers].map((of) => new HeaderSection(of));
  const same = (name: string): string | undefined => {
    const value = fields?.get(name);
    return value === again?.get(name) ? value : undefined;
  };
  return {
    ok: "",
    ...contentFacts(body, fields?.get("content-type")),
    ...tagFacts(same("etag")),
    ...dateFacts(same("last-modified")),
    ...codedFacts(coded),
  };
}

function contentFacts(body: Uint8Array | undefined, type = "application/octet-stream"): Facts {
  if (body === undefined) return {};
  const text = Buffer.from(body).toString("latin1");
  const facts: Facts = { length: `${body.length}`, text, type };
  return body.length === 0 ? facts : { ...facts, content: "", last: `${body.length - 1}` };
}

function tagFacts(text: string | undefined): Facts {
  const tag = text === undefined ? undefined : etagField.parse(text);
  if (tag === undefined) return {};
  return isWeak(tag)
    ? { etag: tag, opaque: tag.slice(2) }
    : { etag: tag, opaque: tag, strong: tag };
}

const dayMs = 86_400_000;

function dateFacts(text: string | undefined): Facts {
  const date = text === undefined ? undefined : lastModified.parse(text);
  if (date === undefined) return {};
  const at = date.getTime();
  return {
    date: formatHttpDate(date),
    before: formatHttpDate(new Date(at - dayMs)),
    after: formatHttpDate(new Date(at + dayMs)),
    ...obsoleteForms(date),
  };
}

/** RFC 9110 section 5.6.7. A two-digit year can only stand for one that is near. */
function obsoleteForms(date: Date): Facts {
  const [name = "", day = "", month = "", year = "", time = ""] = formatHttpDate(date).split(/,? /);
  const asctime = `${name} ${month} ${day.replace(/^0/, " ")} ${time} ${year}`;
  const ahead = Number(year) - new Date().getUTCFullYear();
  if (ahead > 40 || ahead < -40) return { asctime };
  const long = date.toLocaleDateString("en", { weekday: "long", timeZone: "UTC" });
  return { asctime, rfc850: `${long}, ${day}-${month}-${year.slice(2)} ${time} GMT` };
}

function codedFacts(coded: Exchange | undefined): Facts {
  const fields = new HeaderSection(coded?.response.headers ?? []);
  const tag = fields.has("content-encoding") ? fields.get("etag") : undefined;
  return tag === undefined ? {} : { coded: tag };
}
