import type { StatusRow } from "@rightstatus/core";

/** How a status is sent, in code that can be copied. */
export interface Sample {
  /** `derived`: made from a 200 and the request; `server`: by the server itself; `never`: not at all. */
  readonly kind: "reply" | "hint" | "derived" | "server" | "never";
  /** The call that makes it. */
  readonly helper?: string;
  readonly express?: string;
  readonly koa?: string;
}

/** Calls that need arguments: what the status requires, and something to say. */
const calls: Readonly<Record<number, string>> = {
  103: 'earlyHints({ href: "/style.css", rel: "preload", as: "style" })',
  200: 'ok({ hello: "world" })',
  201: 'created("/notes/7", { id: 7 })',
  202: 'accepted({ state: "queued" }, { statusUrl: "/jobs/7" })',
  203: 'nonAuthoritativeInformation({ hello: "world" })',
  207: "multiStatus('<multistatus xmlns=\"DAV:\"/>')",
  226: 'imUsed("feed", { changes: [] }, { etag: etag("v9") })',
  300: 'multipleChoices(["/note.en", "/note.fr"])',
  301: 'movedPermanently("/new")',
  302: 'found("/login")',
  303: 'seeOther("/orders/9")',
  307: 'temporaryRedirect("/elsewhere")',
  308: 'permanentRedirect("/v2/notes")',
  400: 'badRequest("The body is not JSON.")',
  401: "unauthorized(bearer())",
  405: 'methodNotAllowed(["GET", "HEAD"])',
  406: 'notAcceptable(["text/html"])',
  407: 'proxyAuthenticationRequired(basic("proxy"))',
  409: 'conflict("Somebody edits it.")',
  413: "contentTooLarge({ limit: 1024 })",
  415: 'unsupportedMediaType({ accept: ["application/json"] })',
  416: "rangeNotSatisfiable(100)",
  422: 'unprocessableContent({ pointer: "#/title" })',
  423: 'locked("Somebody edits it.")',
  426: 'upgradeRequired(["websocket"])',
  428: 'preconditionRequired("Send the ETag in If-Match.")',
  429: "tooManyRequests({ retryAfter: 30 })",
  451: 'unavailableForLegalReasons({ blockedBy: "https://isp.example" })',
  503: "serviceUnavailable({ retryAfter: 120 })",
  511: 'networkAuthenticationRequired("https://login.example/")',
};

const withTag = 'ok("hello", { etag: etag("v1") })';
const begins = "createServer(app).listen(3000);";
const upgrades = "createServer(app, { upgrade: { websocket: accept } }).listen(3000);";

/** Statuses that no handler replies with. */
const others: Readonly<Record<number, Sample>> = {
  100: { kind: "server", helper: "createServer(app)", express: begins, koa: begins },
  101: {
    kind: "server",
    helper: 'switchingProtocols("websocket")',
    express: upgrades,
    koa: upgrades,
  },
  102: hinted("processing()"),
  103: hinted(calls[103] ?? ""),
  104: { kind: "never" },
  206: { kind: "derived", ...routes(withTag) },
  208: { kind: "never" },
  304: { kind: "derived", ...routes(withTag) },
  305: { kind: "never" },
  306: { kind: "never" },
  418: { kind: "never" },
  510: { kind: "never" },
};

/** How to answer with a status, or why not. */
export function sampleOf({ code, name }: StatusRow): Sample {
  return others[code] ?? { kind: "reply", ...routes(calls[code] ?? `${name}()`) };
}

function routes(helper: string): Omit<Sample, "kind"> {
  return {
    helper,
    express: `app.get("/", handle(() => ${helper}));`,
    koa: `router.get("/", handle(() => ${helper}));`,
  };
}

function hinted(helper: string): Sample {
  return {
    kind: "hint",
    helper,
    express: `res.hint(${helper});`,
    koa: `ctx.hint(${helper});`,
  };
}
