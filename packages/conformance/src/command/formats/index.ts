import type { Verdict } from "../verdict.ts";
import { html } from "./html.ts";
import { json } from "./json.ts";
import { junit } from "./junit.ts";
import type { Occasion } from "./occasion.ts";
import { sarif } from "./sarif.ts";

/**
 * The formats of a report. `text` is for the terminal, `html` for people elsewhere, the others for programs.
 */
export type Format = "text" | "json" | "junit" | "sarif" | "html";

export const formats: readonly Format[] = ["text", "json", "junit", "sarif", "html"];

export const writers: Readonly<
  Record<Exclude<Format, "text">, (verdict: Verdict, occasion: Occasion) => string>
> = { html, json, junit, sarif };
