import { preferenceApplied } from "@rightstatus/core/fields";
import { isToken } from "@rightstatus/core/grammar";
import { preconditionFields, sameRequest } from "../readings/conditions.ts";
import { codingsOf } from "../readings/content.ts";
import { isCacheable } from "../readings/freshness.ts";
import type { Entry } from "../rule.ts";
import { shown } from "../shown.ts";

/** By request field, what is chosen by it (RFC 9110 section 12.5). */
const negotiated: readonly (readonly [asked: string, chosen: string])[] = [
  ["accept", "content-type"],
  ["accept-encoding", "content-encoding"],
  ["accept-language", "content-language"],
];

/** Vary (RFC 9110 section 12.5.5). */
export const vary: readonly Entry[] = [
  {
    id: "vary/syntax",
    level: "MUST",
    section: "RFC 9110 section 12.5.5",
    fields: ["vary"],
    judge({ vary }) {
      const wrong = [...vary].find((name) => !isToken(name));
      if (wrong === undefined) return undefined;
      return `Vary names ${shown(wrong)}, which is no field name: caches do not see what the response depends on`;
    },
    fix: 'Name fields: { vary: ["accept-language"] }.',
  },
  {
    id: "vary/negotiated",
    level: "SHOULD",
    section: "RFC 9110 section 12.5.5",
    judge(view) {
      const { circumstances, request, response, vary } = view;
      const by = [...(circumstances.negotiatedBy ?? [])];
      if (response.has("content-encoding") && request.has("accept-encoding"))
        by.push("accept-encoding");
      if (by.length === 0 || vary.has("*") || !isCacheable(view)) return undefined;
      const missing = by.find((name) => !vary.has(name));
      if (missing === undefined) return undefined;
      return `Vary does not name ${missing}, by which the content was chosen: caches give it to clients that want another`;
    },
    fix: "Choose with negotiate(), which says so in Vary, or name it: { vary: [...] }.",
  },
  {
    id: "vary/negotiated-paired",
    level: "SHOULD",
    section: "RFC 9110 section 12.5.5",
    statuses: [200],
    methods: ["GET", "HEAD"],
    judge(view) {
      const { pair } = view;
      if (pair?.status !== 200 || pair.method !== view.method) return undefined;
      for (const [asked, chosen] of negotiated) {
        if (view.request.get(asked) === pair.request.get(asked)) continue;
        if (view.response.get(chosen) === pair.response.get(chosen)) continue;
        if (!sameRequest(view, pair, [asked, ...preconditionFields])) continue;
        const silent = [view, pair].find(
          (one) => isCacheable(one) && !one.vary.has("*") && !one.vary.has(asked),
        );
        if (silent !== undefined) {
          const value = silent.request.get(asked);
          const where = value === undefined ? "missing" : shown(value);
          return `${chosen} changes with ${asked}, and Vary does not name it where that is ${where}: caches give clients what others asked for`;
        }
      }
      return undefined;
    },
    fix: "Choose with negotiate(), which says so in Vary, or name it: { vary: [...] }.",
  },
  {
    id: "vary/prefer",
    level: "MUST",
    section: "RFC 7240 section 2",
    fields: ["preference-applied"],
    judge(view) {
      if (!isCacheable(view) || view.vary.has("*") || view.vary.has("prefer")) return undefined;
      const applied = preferenceApplied.parse(view.response.get("preference-applied") ?? "") ?? [];
      const told = applied.find(({ name }) => name === "return" || name === "handling");
      if (told === undefined) return undefined;
      return `the preference ${told.name} was applied, and Vary does not name Prefer: caches give it to clients without`;
    },
    fix: "Answer with preferred(), which says it in Vary too.",
  },
  {
    id: "vary/dictionary",
    level: "MUST",
    section: "RFC 9842 section 6.2",
    fields: ["content-encoding"],
    judge(view) {
      const coding = codingsOf(view).find((name) => name === "dcb" || name === "dcz");
      if (coding === undefined || !isCacheable(view) || view.vary.has("*")) return undefined;
      const missing = ["accept-encoding", "available-dictionary"].find(
        (name) => !view.vary.has(name),
      );
      if (missing === undefined) return undefined;
      return `content in ${coding}, and Vary does not name ${missing}: caches give it to clients that cannot decode it`;
    },
    fix: 'Name both: { vary: ["accept-encoding", "available-dictionary"] }.',
  },
  {
    id: "vary/origin",
    level: "ADVICE",
    section: "Fetch section 3.3.2",
    fields: ["access-control-allow-origin"],
    asks: ["origin"],
    judge(view) {
      const { request, response, vary } = view;
      if (response.get("access-control-allow-origin") !== request.get("origin")) return undefined;
      if (vary.has("*") || vary.has("origin") || !isCacheable(view)) return undefined;
      return "Access-Control-Allow-Origin repeats Origin, and Vary does not name it: a cache gives one site the response for another, and the browser blocks it";
    },
    fix: 'Name it: { vary: ["origin"] }. The package cors does so for an origin that is computed.',
  },
  {
    id: "vary/unneeded",
    level: "ADVICE",
    section: "RFC 9110 section 12.5.5",
    fields: ["vary"],
    judge({ vary }) {
      const name = ["authorization", "host"].find((one) => vary.has(one));
      if (name === undefined) return undefined;
      return `Vary names ${name}, which caches heed anyway`;
    },
    fix: "Leave it out of { vary }.",
  },
];
