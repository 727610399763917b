import type { IncomingMessage } from "node:http";
import * as core from "@rightstatus/core";
import { badRequest, found, localRedirect } from "@rightstatus/core";
import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { request } from "../../support/connection.ts";
import { type Response, value } from "../../support/response-parser.ts";
import { frameworks, type Route, type Running, start } from "../../support/servers.ts";
import { inputOf, vectorsOf } from "../../support/vectors.ts";
import { A031, inputsOf, rows, type Told, unlike } from "./redirect-rows.ts";
import { expectNoRoom, room } from "./room.ts";

const base = "https://good.example/from/here?now";
const insecure = "http://good.example/";

/** Called when a route is. */
const asked = vi.fn();

/** The reference that a client sent: in the query, or in a JSON body, which can hold anything. */
async function sent(req: IncomingMessage): Promise<string> {
  asked();
  const { method, url = "" } = req;
  if (method === "GET") {
    return new URLSearchParams(url.slice(url.indexOf("?") + 1)).get("to") as string;
  }
  let text = "";
  for await (const chunk of req) text += chunk;
  return JSON.parse(text).to;
}

type Guard = Parameters<typeof localRedirect>[2];

/** What is not safe is a 400. */
function guarded(to: string, from = base, o?: Guard): core.AnyReply {
  const safe = localRedirect(to, from, o);
  return safe === undefined ? badRequest(`${to} leads away from here.`) : found(safe);
}

/** Every helper that writes a Location. */
const helpers: Readonly<Record<string, (to: core.Url) => core.AnyReply>> = {
  created: (to) => core.created(to),
  multipleChoices: (to) => core.multipleChoices(["a"], { preferred: to }),
  movedPermanently: (to) => core.movedPermanently(to),
  found,
  seeOther: (to) => core.seeOther(to),
  temporaryRedirect: (to) => core.temporaryRedirect(to),
  permanentRedirect: (to) => core.permanentRedirect(to),
};

const allow = { allow: ["http://google.com"] } as const;

const answers: Readonly<Record<string, (to: string) => core.AnyReply>> = {
  checked: (to) => guarded(to),
  "checked-over-http": (to) => guarded(to, insecure),
  "checked-against-a-list": (to) => guarded(to, base, allow),
  given: (to) => found(to),
  parsed: (to) => found(new URL(to, base)),
  ...helpers,
  ...Object.fromEntries(
    Object.entries(helpers).map(([name, make]) => [`${name}-parsed`, (to) => make(new URL(to))]),
  ),
};

const routes: readonly Route[] = [
  ...Object.entries(answers).map(([name, answer]) => ({
    path: `/${name}`,
    handle: async ({ req }: { readonly req: IncomingMessage }) => answer(await sent(req)),
  })),
  {
    path: "/back",
    handle: ({ req: { headers } }) => {
      const safe = localRedirect(headers.referer ?? "", `https://${headers.host}/here`);
      return found(safe ?? "/home");
    },
  },
];

it("each vector of the kind is sent", () => {
  const ids = new Set([...rows.map(([id]) => id), "A018", "A031", "A033"]);
  expect([...ids].toSorted()).toEqual(vectorsOf("redirect").map(({ id }) => id));
  for (const id of ids) {
    const inputs = rows.filter(([of]) => of === id);
    if (inputs.length > 0) expect(inputs.map(([, at]) => at)).toEqual([...inputsOf(id).keys()]);
  }
});

it("A033 does not compile either", () => {
  // @ts-expect-error No URL.
  expect(() => found()).toThrow(TypeError);
  // @ts-expect-error No text.
  expect(() => found(null)).toThrow(TypeError);
  // @ts-expect-error An object that is no URL.
  expect(() => found({})).toThrow(TypeError);
});

describe.each(frameworks)("redirects on %s", (framework) => {
  const onError = vi.fn();
  let app: Running;
  beforeAll(async () => {
    app = await start(framework, { routes, options: { onError } });
  });
  afterEach(() => void [asked, onError].map((mock) => mock.mockReset()));

  /** Tells what went out, after all that a redirect and a refusal have in common. */
  function told(response: Response): Told {
    const { status, body } = response;
    const at = value(response, "location");
    expect(value(response, "set-cookie")).toBeUndefined();
    expect(onError).toHaveBeenCalledTimes(status === 500 ? 1 : 0);
    onError.mockReset();
    if (status === 302) {
      expect(at).toMatch(/^[!-~]{1,8192}$/);
      expect([body.length, value(response, "content-length")]).toEqual([0, "0"]);
      return at ?? "";
    }
    expect(at).toBeUndefined();
    expect(value(response, "content-type")).toBe("application/problem+json");
    expect(JSON.parse(body.toString())).toMatchObject({ status });
    if (status === 500) expect(Object.keys(JSON.parse(body.toString())).length).toBe(3);
    return status === 400 ? 400 : 500;
  }

  const inBody = (path: string, to: unknown): string =>
    request(`POST /${path}`, ["Content-Type: application/json"], JSON.stringify({ to }));

  async function send(path: string, to: unknown): Promise<Told> {
    return told(await app.exchange(inBody(path, to)));
  }

  const inQuery = (path: string, to: string): string =>
    request(`GET /${path}?to=${encodeURIComponent(to)}`);

  it.each(rows)("%s, input %i: %s, %s, %s", async (id, at, ...expected) => {
    const input = String(inputsOf(id)[at]);
    for (const [i, path] of ["checked", "given", "parsed"].entries()) {
      expect(await send(path, input)).toBe(expected[i]);
      // A lone surrogate has no percent-encoding, and Node takes no target of that length.
      if (/\p{Surrogate}/u.test(input) || input.length > 8192) continue;
      expect(told(await app.exchange(inQuery(path, input)))).toBe(expected[i]);
    }
    const [checked, given] = expected;
    if (typeof checked === "string")
      expect(new URL(checked, base).origin).toBe(new URL(base).origin);
    if (typeof given === "string") expect(originOf(given)).toBe(originOf(input));
  });

  it.each(rows.filter(([id]) => id !== "A032"))(
    "%s, input %i, as it is: %s",
    async (id, at, as) => {
      const [, , expected = as] = unlike.find(([of, i]) => of === id && i === at) ?? [];
      const response = await app.exchange(request(`GET /checked?to=${inputsOf(id)[at]}`));
      if (String(expected).startsWith("refused")) {
        expect(`refused ${response.status}`).toBe(expected);
        expect(value(response, "connection")).toBe("close");
        expect(value(response, "location")).toBeUndefined();
        expect(asked).not.toHaveBeenCalled();
      } else {
        const location = told(response);
        expect(location).toBe(expected);
        if (typeof location === "string") expect(originOf(location)).toBe("https://good.example");
      }
    },
  );

  it("A018 relative on https, another host on http", async () => {
    const { location, base: bases } = inputOf("A018") as { location: string; base: string[] };
    expect(bases.map((from) => new URL(location, from).host)).toEqual([
      "good.example",
      "evil.example",
    ]);
    expect(await send("checked", location)).toBe("/from/evil.example");
    expect(await send("checked-over-http", location)).toBe(400);
    expect(await send("given", location)).toBe(500);
  });

  it("A019 to an allowed host goes what the parser made of it", async () => {
    const location = "http://google.com/@apple.com";
    expect(await send("checked-against-a-list", inputOf("A019"))).toBe(location);
    expect(new URL(location).host).toBe("google.com");
  });

  it.each(["A023", "A024", "A025"])("%s no helper writes a scripting scheme", async (id) => {
    const input = String(inputOf(id));
    const bare = input.slice(input.search(/[a-z]/));
    const scheme = bare.slice(0, bare.indexOf(":") + 1);
    for (const to of [input, bare, bare.toUpperCase(), `${scheme}//good.example/%0Aalert(1)`]) {
      for (const name of Object.keys(helpers)) {
        expect([name, await send(name, to)]).toEqual([name, 500]);
        expect([name, await send(`${name}-parsed`, to)]).toEqual([name, 500]);
      }
    }
  });

  it("A027 a redirect has no content, and the page of a refusal no markup of the input", async () => {
    const markup = String(inputOf("A027"));
    const html = "Accept: text/html";
    const [line = "", ...fields] = inQuery("checked", markup).split("\r\n");
    const moved = await app.exchange([line, html, ...fields].join("\r\n"));
    expect([moved.status, moved.body.length]).toEqual([302, 0]);
    for (const name of ["content-type", "vary"]) expect(value(moved, name)).toBeUndefined();

    const away = inQuery("checked", `//evil.example${markup}`).replace("\r\n", `\r\n${html}\r\n`);
    const page = await app.exchange(away);
    expect([page.status, value(page, "location")]).toEqual([400, undefined]);
    expect(value(page, "content-type")).toBe("text/html; charset=utf-8");
    expect(page.body.toString()).toContain("&#34;&#62;&#60;img src=x onerror=alert(1)&#62;");
    expect(page.body.toString()).not.toMatch(/<img|href/);
    expect(value(page, "content-security-policy")).toBe("default-src 'none'");
    expect(value(page, "x-content-type-options")).toBe("nosniff");
    expect(value(page, "vary")).toBe("Accept");
  });

  it("A029 what a careless encoder makes of a lone surrogate", async () => {
    const response = await app.exchange(request("GET /checked?to=/%ED%A0%80"));
    expect(told(response)).toBe("/%EF%BF%BD%EF%BF%BD%EF%BF%BD");
  });

  it.each(A031)("A031 Referer: %s leads back to %s", async (referer, location) => {
    const field = referer === undefined ? "" : `Referer: ${referer}\r\n`;
    const wire = `GET /back HTTP/1.1\r\nHost: good.example\r\n${field}\r\n`;
    expect(told(await app.exchange(wire))).toBe(location);
  });

  it("A032 in the target: 414, and with room for it no redirect either", async () => {
    const wires = ["checked", "given"].map((path) => inQuery(path, String(inputOf("A032"))));
    for (const wire of wires) expectNoRoom(await app.exchange(wire), 414);
    const own = await start(framework, { routes, options: { onError }, ...room });
    const statuses = [];
    for (const wire of wires) statuses.push(told(await own.exchange(wire)));
    expect(statuses).toEqual([400, 500]);
  });

  it("A033 no text, or none at all", async () => {
    // The first of them is undefined, which JSON leaves out.
    const [, ...inputs] = inputsOf("A033");
    expect(inputs).toContain(null);
    for (const to of [undefined, ...inputs]) {
      expect([to, await send("checked", to)]).toEqual([to, 400]);
      for (const name of Object.keys(helpers)) {
        // 300 has its Location only where one is preferred.
        if (name === "multipleChoices" && to === undefined) continue;
        expect([name, to, await send(name, to)]).toEqual([name, to, 500]);
      }
    }
    for (const query of ["", "?to", "?to="]) {
      expect(told(await app.exchange(request(`GET /checked${query}`)))).toBe(400);
      expect(told(await app.exchange(request(`GET /given${query}`)))).toBe(500);
    }
  });
});

/** Where a browser goes. */
function originOf(location: string): string {
  return new URL(location, base).origin;
}
