import * as core from "@rightstatus/core";
import {
  conflict,
  type Language,
  notFound,
  type Problem,
  type ProblemInit,
} from "@rightstatus/core";
import { says } from "@rightstatus/core/says";
import { openProblem, problemTypes, represent } from "@rightstatus/core/writer";
import { describe, expect, it, vi } from "vitest";

const none = (): void => {
  throw new Error("nothing was to be reported");
};
const shown = (problem: Problem, type: string, language: Language = "en", report = none): string =>
  represent(problem, type, language, report).text;
const json = (problem: Problem, report = none): Record<string, unknown> =>
  JSON.parse(shown(problem, "application/problem+json", "en", report));

describe("RFC 9457 section 3.1, the standard members", () => {
  it.each<[rule: string, init: ProblemInit | undefined, text: string]>([
    [
      "4.2.1 about:blank and the phrase",
      undefined,
      '{"type":"about:blank","title":"Conflict","status":409}',
    ],
    [
      "3.1.4 text is the detail",
      "Taken.",
      '{"type":"about:blank","title":"Conflict","status":409,"detail":"Taken."}',
    ],
    [
      "3.1 in this order, and extensions after them",
      { b: 1, instance: "/7", detail: "Taken.", a: [2], title: "T", type: "/problems/taken" },
      '{"type":"/problems/taken","title":"T","status":409,"detail":"Taken.","instance":"/7","b":1,"a":[2]}',
    ],
    [
      "3.1.2 the status is the one sent",
      { status: 200 },
      '{"type":"about:blank","title":"Conflict","status":409}',
    ],
    [
      "3.1 undefined is as good as left out",
      { type: undefined, title: undefined, detail: undefined, instance: undefined } as never,
      '{"type":"about:blank","title":"Conflict","status":409}',
    ],
    [
      "3.2 an extension that JSON cannot say is left out",
      { a: undefined, b: () => 1, c: Symbol("a"), d: Number.NaN },
      '{"type":"about:blank","title":"Conflict","status":409,"d":null}',
    ],
    [
      "3.2 names that objects inherit are data",
      JSON.parse('{"__proto__":{"isAdmin":true},"constructor":1,"toString":2}'),
      '{"type":"about:blank","title":"Conflict","status":409,"__proto__":{"isAdmin":true},"constructor":1,"toString":2}',
    ],
    [
      "3.2 a toJSON that is data",
      { toJSON: 1 },
      '{"type":"about:blank","title":"Conflict","status":409,"toJSON":1}',
    ],
    [
      "3.1.1 a relative type, an absolute instance",
      { type: "../taken#a", instance: "urn:uuid:1" },
      '{"type":"../taken#a","title":"Conflict","status":409,"instance":"urn:uuid:1"}',
    ],
  ])("%s", (_rule, init, text) => {
    const { body } = conflict(init);
    expect(shown(body, "application/problem+json")).toBe(text);
  });

  it("a problem of hostile members pollutes nothing", () => {
    const init: Record<string, unknown> = JSON.parse(
      '{"__proto__":{"isAdmin":true},"constructor":{"prototype":{"isAdmin":1}}}',
    );
    const { body } = conflict(init);
    for (const type of problemTypes) shown(body, type);
    expect(Object.getPrototypeOf(body)).toBe(Object.prototype);
    expect(Object.hasOwn(body, "__proto__")).toBe(true);
    expect({}).not.toHaveProperty("isAdmin");
  });

  it("what is done to the members afterwards is not in the reply", () => {
    const init: { detail: string; a?: number } = { detail: "Taken.", a: 1 };
    const { body } = conflict(init);
    Object.assign(init, { detail: "Other.", a: 2 });
    expect(body).toMatchObject({ detail: "Taken.", a: 1 });
  });

  it.each(
    (["type", "title", "detail", "instance"] as const).flatMap((member) =>
      [7, null, true, {}, ["a"], () => "a", 1n].map((value) => [member, value] as const),
    ),
  )("%s of another kind: %s", (member, value) => {
    const call = () => conflict({ [member]: value } as never);
    expect(call).toThrow(TypeError);
    expect(call).toThrow(
      new RegExp(`^problem ${member}: want a string, .*\\(RFC 9457 section 3\\.1\\)$`),
    );
  });

  it.each(
    (["type", "instance"] as const).flatMap((member) =>
      [
        "java script:",
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "vbscript:a",
        "data:text/html,<script>alert(1)</script>",
        "\r\n",
        "/a\nb",
        " /a",
        "/a b",
        "/é",
        "<a>",
        "/a%zz",
        "http://[::1",
        'https://a.example/"onclick="b',
        "\\\\a.example",
        "\ud800",
      ].map((value) => [member, value] as const),
    ),
  )("%s that is no URI reference, or runs script: %j", (member, value) => {
    const call = () => conflict({ [member]: value });
    expect(call).toThrow(RangeError);
    expect(call).toThrow(new RegExp(`^problem ${member}: `));
  });

  it("a toJSON that would speak for the whole is refused", () => {
    const call = () => conflict({ toJSON: () => "pwned" });
    expect(call).toThrow(TypeError);
    expect(call).toThrow(/^problem toJSON: .*\(RFC 9457 section 3\.2\)$/);
  });
});

describe("openProblem(), whose representation is still open", () => {
  it.each<[what: string, reply: core.AnyReply, open: boolean]>([
    ["a problem", notFound(), true],
    ["a problem in a copy by with()", notFound().with({ "x-a": "b" }), true],
    ["a problem of a type that was said", notFound("a", { type: "application/json" }), false],
    ["a body of its own", notFound({ body: { title: "a", status: 1 } }), false],
    ["a body of text", notFound({ body: "a" }), false],
    ["no body", notFound({ body: undefined }), false],
    ["a success that looks like one", core.ok({ title: "a", status: 1 }), false],
  ])("%s: %s", (_what, reply, open) => {
    expect(openProblem(reply)).toBe(open ? reply.body : undefined);
  });
});

describe("RFC 9457 section 3, representations", () => {
  const page = (
    lang: string,
    head: string,
    text: string,
    members: readonly [string, string][] = [],
  ) =>
    [
      "<!doctype html>",
      `<html lang="${lang}">`,
      '<meta charset="utf-8">',
      '<meta name="viewport" content="width=device-width">',
      '<meta name="color-scheme" content="light dark">',
      `<title>${head}</title>`,
      `<h1>${head}</h1>`,
      `<p>${text}</p>`,
      ...(members.length === 0 ? [] : ["<dl>"]),
      ...members.map(([name, value]) => `<dt>${name}</dt><dd>${value}</dd>`),
      ...(members.length === 0 ? [] : ["</dl>"]),
      "</html>",
      "",
    ].join("\n");
  const missing = "Nothing was found at this address.";
  const fehlt = firstSentence(404, "zh-Hant");
  const members: ProblemInit = { type: "/p", instance: "/7", detail: "No.", a: { b: [1] }, c: "d" };

  it.each<[Language, type: string, sentAs: string, init: ProblemInit | undefined, text: string]>([
    [
      "en",
      "application/problem+json",
      "application/problem+json",
      undefined,
      '{"type":"about:blank","title":"Not Found","status":404}',
    ],
    [
      "en",
      "application/json",
      "application/problem+json",
      "No.",
      '{"type":"about:blank","title":"Not Found","status":404,"detail":"No."}',
    ],
    [
      "en",
      "image/png",
      "application/problem+json",
      undefined,
      '{"type":"about:blank","title":"Not Found","status":404}',
    ],
    [
      "zh-Hant",
      "application/problem+json",
      "application/problem+json",
      undefined,
      '{"type":"about:blank","title":"找不到","status":404}',
    ],
    [
      "zh-Hant",
      "application/problem+json",
      "application/problem+json",
      { title: "Mine" },
      '{"type":"about:blank","title":"Mine","status":404}',
    ],
    [
      "zh-Hant",
      "application/problem+json",
      "application/problem+json",
      { type: "/p", title: "Not Found" },
      '{"type":"/p","title":"Not Found","status":404}',
    ],
    ["en", "text/plain", "text/plain; charset=utf-8", undefined, `404 Not Found\n\n${missing}\n`],
    [
      "en",
      "text/plain",
      "text/plain; charset=utf-8",
      members,
      '404 Not Found\n\nNo.\n\ntype: /p\ninstance: /7\na: {"b":[1]}\nc: d\n',
    ],
    ["zh-Hant", "text/plain", "text/plain; charset=utf-8", undefined, `404 找不到\n\n${fehlt}\n`],
    [
      "en",
      "text/html",
      "text/html; charset=utf-8",
      undefined,
      page("en", "404 Not Found", missing),
    ],
    [
      "en",
      "text/html",
      "text/html; charset=utf-8",
      members,
      page("en", "404 Not Found", "No.", [
        ["type", "/p"],
        ["instance", "/7"],
        ["a", "{&#34;b&#34;:[1]}"],
        ["c", "d"],
      ]),
    ],
    [
      "zh-Hant",
      "text/html",
      "text/html; charset=utf-8",
      "沒有",
      page("zh-Hant", "404 找不到", "沒有"),
    ],
    [
      "zh-Hant",
      "text/html",
      "text/html; charset=utf-8",
      undefined,
      page("zh-Hant", "404 找不到", fehlt),
    ],
  ])("%s, %s as %s, %j", (language, type, sentAs, init, text) => {
    expect(represent(notFound(init).body, type, language, none)).toEqual({ type: sentAs, text });
  });

  it.each(core.statuses.filter(({ code }) => code >= 400))(
    "9110 15.5, 15.6 $code: people are told what it means, in both languages",
    ({ code, phrase }) => {
      const problem = { type: "about:blank", title: phrase, status: code };
      for (const language of ["en", "zh-Hant"] as const) {
        const sentence = firstSentence(code, language);
        expect(shown(problem, "text/plain", language)).toBe(
          `${code} ${says(code, language)?.phrase}\n\n${sentence}\n`,
        );
      }
    },
  );

  function firstSentence(code: number, language: Language): string {
    const [sentence] = (says(code, language)?.text ?? "").split(/(?<=。|\.(?= [A-Z]))/);
    return sentence?.trim() ?? "";
  }

  it("6585 6: the page of a captive portal links to the login, and to nothing else", () => {
    const { body } = core.networkAuthenticationRequired("https://login.example/?a=1&b='2'", {
      detail: "https://other.example",
      help: "https://help.example",
    });
    const text = shown(body, "text/html");
    expect(text).toContain(
      '<a href="https://login.example/?a=1&#38;b=&#39;2&#39;">https://login.example/?a=1&#38;b=&#39;2&#39;</a>',
    );
    expect(text.match(/href/g)).toHaveLength(1);
  });

  it("only that page has a link: a member called login is data elsewhere", () => {
    expect(shown(notFound({ login: "https://a.example" }).body, "text/html")).not.toContain("href");
  });

  it.each<[what: string, text: string]>([
    ["markup", '</p></title><script>alert(1)</script><img src=x onerror="alert(1)">'],
    ["quotes of every kind", "\"'`"],
    ["references", "&lt;script&gt; &#60; &amp;"],
    ["template braces", `{{constructor.constructor("x")()}} \${7*7} $& $1 $' $\``],
    ["UTF-7", "+ADw-script+AD4-"],
    ["a comment and CDATA", "<!-- --> <![CDATA[ ]]>"],
  ])("%s is text in a page: title, detail, names and values of members", (_what, text) => {
    const problem = conflict({
      title: text,
      detail: text,
      [`${text}1`]: text,
      object: { [text]: [text] },
    }).body;
    const benign = conflict({ title: "a", detail: "b", c: "d", object: "e" }).body;
    expect(tagsOf(shown(problem, "text/html"))).toEqual(tagsOf(shown(benign, "text/html")));
    const read = unescaped(shown(problem, "text/html"));
    for (const part of [
      `409 ${text}</h1>`,
      `<p>${text}</p>`,
      `<dt>${text}1</dt><dd>${text}</dd>`,
    ]) {
      expect(read).toContain(part);
    }
    for (const raw of ["`", "'"]) expect(shown(problem, "text/html")).not.toContain(raw);
    expect(shown(problem, "text/plain")).toContain(`${text}1: ${text}\n`);
    expect(json(problem)).toMatchObject({ title: text, detail: text, [`${text}1`]: text });
  });

  function tagsOf(text: string): readonly string[] {
    return text.match(/<[^>]*>/g) ?? [];
  }

  function unescaped(text: string): string {
    return text.replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)));
  }
});

describe("extension members that cannot be serialised", () => {
  const cycle: Record<string, unknown> = {};
  cycle.self = cycle;
  const deep = Array.from({ length: 20_000 }).reduce<unknown>((inner) => [inner], []);
  const thrown = new Error("hunter2");
  const rows: [what: string, value: unknown][] = [
    ["a bigint", 1n],
    ["a cycle", cycle],
    ["nesting beyond the stack", deep],
    [
      "a getter that throws",
      {
        get a(): never {
          throw thrown;
        },
      },
    ],
    [
      "a toJSON that throws",
      {
        toJSON(): never {
          throw thrown;
        },
      },
    ],
    [
      "a Proxy that throws",
      new Proxy(
        {},
        {
          get() {
            throw thrown;
          },
          ownKeys() {
            throw thrown;
          },
        },
      ),
    ],
  ];

  it.each(rows)("%s: the standard members go out, and it is reported once", (_what, value) => {
    const problem = conflict({
      type: "/p",
      title: "T",
      detail: "D",
      instance: "/7",
      bad: value,
    }).body;
    const report = vi.fn();
    expect(json(problem, report)).toEqual({
      type: "/p",
      title: "T",
      status: 409,
      detail: "D",
      instance: "/7",
    });
    expect(report).toHaveBeenCalledOnce();
  });

  it.each(
    rows.flatMap((row) =>
      (["text/html", "text/plain"] as const).map((type) => [type, ...row] as const),
    ),
  )("as %s, %s: the others go out, and it is reported once", (type, _what, value) => {
    const problem = conflict({ detail: "D", bad: value, good: "G" }).body;
    const report = vi.fn();
    const text = shown(problem, type, "en", report);
    expect(text).toContain("D");
    expect(text).toContain("good");
    expect(text).not.toMatch(/bad|hunter2/);
    expect(report).toHaveBeenCalledOnce();
  });

  it.each(problemTypes)("two of them, as %s: reported once", (type) => {
    const report = vi.fn();
    shown(conflict({ a: 1n, b: cycle }).body, type, "en", report);
    expect(report).toHaveBeenCalledOnce();
  });

  it("a getter of the problem itself that throws: the programmer hears of it at once", () => {
    const init = {
      get a(): never {
        throw thrown;
      },
    };
    expect(() => conflict(init)).toThrow(thrown);
  });
});
