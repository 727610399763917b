import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { AxeResults } from "axe-core";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { finding, hostile, prober } from "./findings.ts";
import { folderWith, rightstatus } from "./terminal.ts";

const executablePath = ["/usr/bin/chromium", "/usr/bin/chromium-browser"].find(existsSync);
const why = executablePath === undefined ? " (skipped: no chromium in /usr/bin)" : "";
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const findings = [
  hostile,
  finding({ message: `Content-Type is ${"x".repeat(300)}` }),
  finding({ path: "/other", rule: "method/head-get", level: "SHOULD" }),
  finding({ path: "/other", rule: "method/options", level: "ADVICE" }),
  finding({ path: "/old" }),
];

describe.skipIf(executablePath === undefined)(`the page${why}`, () => {
  let browser: Browser;
  let address: string;
  beforeAll(async () => {
    const cwd = folderWith({
      "rightstatus.config.json": JSON.stringify({
        ignore: [{ rule: "method", reason: "<b>Gone</b> in May.", paths: ["/old"] }],
      }),
    });
    const urls = ["a.example/notes", "a.example/old"];
    const args = ["probe", ...urls, "--format", "html", "-o", "report.html"];
    await rightstatus(args, { cwd, probe: prober(...findings) });
    address = pathToFileURL(join(cwd, "report.html")).href;
    browser = await chromium.launch({
      ...(executablePath === undefined ? {} : { executablePath }),
      args: ["--no-sandbox"],
    });
  }, 60_000);
  afterAll(() => browser.close());

  const looks = [
    ["light", 1100],
    ["dark", 1100],
    ["light", 320],
    ["dark", 320],
  ] as const;

  async function open(colorScheme: "light" | "dark", width: number): Promise<Page> {
    const page = await browser.newPage({ colorScheme, viewport: { width, height: 800 } });
    await page.goto(address);
    return page;
  }

  it.each(looks)("is accessible (WCAG 2.2 AA by axe), %s and %i wide", async (scheme, width) => {
    const page = await open(scheme, width);
    for (const each of await page.locator("summary").all()) await each.click();
    // By the debugger: the page itself allows no script.
    await page.evaluate(axe);
    const results: AxeResults = await page.evaluate("axe.run()");
    expect(results.violations.map(({ help, id, nodes }) => [id, help, nodes.length])).toEqual([]);
    expect(results.passes.map(({ id }) => id)).toContain("color-contrast");
    await page.close();
  });

  it.each(looks)("does not scroll sideways, %s and %i wide", async (scheme, width) => {
    const page = await open(scheme, width);
    for (const each of await page.locator("summary").all()) await each.click();
    const wide = await page.evaluate("document.documentElement.scrollWidth");
    expect(wide).toBeLessThanOrEqual(width);
    await page.close();
  });

  it("loads nothing, runs nothing, and shows what is hostile as text", async () => {
    const page = await browser.newPage();
    const asked: string[] = [];
    const said: string[] = [];
    page.on("request", (request) => asked.push(request.url()));
    page.on("console", (message) => said.push(message.text()));
    page.on("dialog", (dialog) => said.push(dialog.message()));
    await page.goto(address);
    expect(asked).toEqual([address]);
    expect(said).toEqual([]);
    expect(await page.locator("script, img, main b:not(.fix b)").count()).toBe(0);
    expect(await page.locator("h2").first().textContent()).toContain("/<b>'\"&?a=%0A");
    await page.close();
  });

  it("can be read without a mouse: each exchange opens by the keyboard", async () => {
    const page = await open("light", 1100);
    await page.locator("summary").first().focus();
    await page.keyboard.press("Enter");
    expect(await page.locator("details").first().getAttribute("open")).toBe("");
    expect(await page.locator("details pre").first().isVisible()).toBe(true);
    await page.close();
  });

  it("differs between light and dark", async () => {
    const colours = await Promise.all(
      (["light", "dark"] as const).map(async (scheme) => {
        const page = await open(scheme, 800);
        return page.evaluate("getComputedStyle(document.body).backgroundColor");
      }),
    );
    expect(new Set(colours).size).toBe(2);
  });
});
