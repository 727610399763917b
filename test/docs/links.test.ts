import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { exists, pages, textOf } from "./markdown.ts";

describe.each(pages)("%s", (page) => {
  const prose = textOf(page).replace(/^```.*?^```$/gms, "");
  const links = [...prose.matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = ""]) => link);

  it("links to what is there", () => {
    const relative = links.filter((link) => !/^[a-z]+:/.test(link));
    expect(relative.filter((link) => !leads(page, link))).toEqual([]);
  });

  it("names the place of a heading as it is", () => {
    const anchors = links.filter((link) => link.includes("#") && !/^[a-z]+:/.test(link));
    expect(anchors.filter((link) => !anchored(page, link))).toEqual([]);
  });
});

function target(page: string, link: string): string {
  const [path = ""] = link.split("#");
  return path === "" ? page : join(dirname(page), path);
}

function leads(page: string, link: string): boolean {
  const path = target(page, link);
  return !path.startsWith("..") && exists(path);
}

function anchored(page: string, link: string): boolean {
  const headings = [...textOf(target(page, link)).matchAll(/^#+ (.*)$/gm)].map(
    ([, heading = ""]) => heading,
  );
  const slugs = headings.map((heading) =>
    heading
      .toLowerCase()
      .replace(/[^\w\- ]/g, "")
      .replaceAll(" ", "-"),
  );
  return slugs.includes(link.split("#")[1] ?? "");
}
