import type { Verdict } from "../verdict.ts";
import { html } from "./html.ts";
import { json } from "./json.ts";
import { junit } from "./junit.ts";
import type { Occasion } from "./occasion.ts";
import { sarif } from "./sarif.ts";

/** How a verdict is written for machines, and for people elsewhere. `text` is for the terminal. */
export type Format = "text" | "json" | "junit" | "sarif" | "html";

export const formats: readonly Format[] = ["text", "json", "junit", "sarif", "html"];

export const writers: Readonly<
  Record<Exclude<Format, "text">, (verdict: Verdict, occasion: Occasion) => string>
> = { html, json, junit, sarif };
