import { existsSync } from "node:fs";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { type Browser, chromium, type Locator, type Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";

const executablePath = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
].find(existsSync);
const why = executablePath === undefined ? " (skipped: no chromium in /usr/bin)" : "";

const args = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Label, status line, what the fields and the content must show. */
type Row = [label: string, status: string, fields: Record<string, RegExp>, content?: RegExp];

const problem = { "content-type": /^application\/problem\+json$/, "cache-control": /^no-store$/ };

const rows: readonly Row[] = [
  [
    "Create a note",
    "201 Created",
    { location: /^\/notes\/\d+$/, etag: /^"\d+"$/ },
    /"title": "Note /,
  ],
  ["Take a title twice", "409 Conflict", problem],
  ["Leave out the title", "422 Unprocessable Content", problem, /"pointer": "#\/title"/],
  ["Send broken JSON", "400 Bad Request", problem],
  ["Send plain text", "415 Unsupported Media Type", { ...problem, accept: /^application\/json$/ }],
  ["Send far too much", "413 Content Too Large", problem, /"limit": 10240/],
  ["List the notes", "200 OK", { "content-type": /^application\/json$/, vary: /accept/i }],
  ["List them as plain text", "200 OK", { "content-type": /^text\/plain; charset=utf-8$/ }],
  ["List them as a picture", "406 Not Acceptable", problem, /"available": \[/],
  [
    "Read one note",
    "200 OK",
    { etag: /^"\d+"$/, "last-modified": / GMT$/, "cache-control": /no-cache/ },
  ],
  ["Read it if it has changed", "304 Not Modified", { etag: /^"\d+"$/ }, /^\(no content\)$/],
  ["Replace the note", "200 OK", { "content-type": /^application\/json$/ }],
  ["Replace an old version", "412 Precondition Failed", problem],
  ["Replace whatever is there", "428 Precondition Required", problem],
  ["Create at an address of your own", "201 Created", { "content-type": /^application\/json$/ }],
  ["Delete the note", "204 No Content", {}, /^\(no content\)$/],
  [
    "Use a method that is not there",
    "405 Method Not Allowed",
    { ...problem, allow: /^GET, HEAD, POST, OPTIONS$/ },
  ],
  ["Ask for the methods", "204 No Content", { allow: /^GET, HEAD, POST, OPTIONS$/ }],
  ["Read nothing, as a program", "404 Not Found", problem, /"status": 404/],
  [
    "Read nothing, as a browser",
    "404 Not Found",
    { "content-type": /^text\/html/ },
    /<h1>404 Not Found<\/h1>/,
  ],
  [
    "Read nothing, in a terminal",
    "404 Not Found",
    { "content-type": /^text\/plain/ },
    /^404 Not Found/,
  ],
  ["Read nothing, in Chinese", "404 Not Found", { "content-language": /^zh-Hant$/ }, /^404 找不到/],
  ["Come at a bad time", "503 Service Unavailable", { ...problem, "retry-after": /^120$/ }],
];

describe.skipIf(executablePath === undefined)(`the page of express-notes${why}`, () => {
  const server = createServer();
  let browser: Browser;
  let page: Page;
  /** What the browser complains of: scripts, the Content Security Policy. */
  let complaints: string[];

  beforeAll(async () => {
    const module: { createApp(): RequestListener } = await import(
      new URL("../../examples/express-notes/app.js", import.meta.url).href
    );
    server.on("request", module.createApp());
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    browser = await chromium.launch({ executablePath: executablePath ?? "", args });
  }, 60_000);

  afterAll(async () => {
    await browser?.close();
    server.close();
    server.closeAllConnections();
  });

  beforeEach(async () => {
    vi.spyOn(console, "error").mockImplementation(() => {}); // Where the server reports its 503.
    complaints = [];
    page = await browser.newPage();
    page.on("pageerror", (error) => complaints.push(String(error)));
    page.on("console", (message) => {
      // The browser's note of each 4xx and 5xx.
      if (/^Failed to load resource: .* status of \d+/.test(message.text())) return;
      if (["error", "warning"].includes(message.type())) complaints.push(message.text());
    });
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    return () => page.close();
  });

  const card = (label: string): Locator =>
    page.locator("li").filter({ has: page.getByRole("button", { name: label, exact: true }) });

  async function fieldsIn(answer: Locator): Promise<Record<string, string | undefined>> {
    const names = await answer.locator("dt").allTextContents();
    const values = await answer.locator("dd").allTextContents();
    return Object.fromEntries(names.map((name, index) => [name, values[index]]));
  }

  it("has no button that is not tried here", async () => {
    expect(await page.getByRole("button").allTextContents()).toEqual(rows.map(([label]) => label));
  });

  it("shows what comes back to each button", { timeout: 60_000 }, async () => {
    for (const [label, status, expected, content = /./] of rows) {
      await card(label).getByRole("button").click();
      const answer = card(label).getByRole("group", { name: `Answer: ${label}` });
      await answer.waitFor();
      expect(await answer.locator(".status").textContent(), label).toBe(status);
      expect(await page.getByRole("status").textContent()).toBe(`${label}: ${status}`);
      const fields = await fieldsIn(answer);
      for (const [name, value] of Object.entries(expected))
        expect(fields[name], `${label}: ${name}`).toMatch(value);
      // Helmet's, in the background of each response.
      expect(fields["x-frame-options"], label).toBe("SAMEORIGIN");
      expect(await answer.locator(".content").textContent(), label).toMatch(content);
    }
    expect(complaints).toEqual([]);
  });

  it("shows what was sent", async () => {
    await card("Replace the note").getByRole("button").click();
    const sent = await card("Replace the note").locator(".sent").textContent();
    expect(sent).toMatch(
      /^PUT \/notes\/\d+\nContent-Type: application\/json\nIf-Match: "\d+"\n\n\{"title"/,
    );
  });

  it("is worked with the keyboard alone", async () => {
    for (const [index, [label, status]] of rows.slice(0, 3).entries()) {
      await page.keyboard.press("Tab");
      const focused = page.locator("button:focus-visible");
      expect(await focused.textContent()).toBe(label);
      expect(await focused.evaluate((button) => getComputedStyle(button).outlineStyle)).toBe(
        "solid",
      );
      await page.keyboard.press(index % 2 === 0 ? "Enter" : "Space");
      expect(await card(label).locator(".status").textContent()).toBe(status);
      await page.keyboard.press("Tab"); // On to the answer's other fields,
      await page.keyboard.press("Enter"); // which open.
      expect(await card(label).locator("details").getAttribute("open")).toBe("");
    }
    expect(complaints).toEqual([]);
  });

  it.each(["light", "dark"] as const)(
    "fits 360 pixels, and is read without strain: %s",
    { timeout: 60_000 },
    async (colorScheme) => {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width: 360, height: 640 });
      for (const [label] of rows) {
        await card(label).getByRole("button").click();
        await card(label).locator("summary").click();
      }
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
      const texts = page.locator("h1, h2, p:not(.unseen), button, code, pre, dt, dd, summary");
      // WCAG 2.2, success criterion 1.4.3.
      expect(Math.min(...(await texts.evaluateAll(contrasts)))).toBeGreaterThanOrEqual(4.5);
    },
  );
});

/** In the browser: the contrast of each element's text with what is behind it (WCAG 2.2, "contrast ratio"). */
function contrasts(elements: Element[]): number[] {
  const channels = (color: string) => (color.match(/[\d.]+/g) ?? []).map(Number);
  const luminance = (color: string) => {
    const [r = 0, g = 0, b = 0] = channels(color).map((channel) => {
      const part = channel / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const behind = (element: Element | null): string => {
    if (element === null) return "rgb(255, 255, 255)";
    const { backgroundColor } = getComputedStyle(element);
    return channels(backgroundColor)[3] === 0 ? behind(element.parentElement) : backgroundColor;
  };
  return elements.map((element) => {
    const [dark = 0, light = 0] = [getComputedStyle(element).color, behind(element)]
      .map(luminance)
      .sort((a, b) => a - b);
    return (light + 0.05) / (dark + 0.05);
  });
}
