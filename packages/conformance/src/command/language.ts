import type { Language } from "@rightstatus/core";

/** Regions that write Traditional Chinese, and the script itself as glibc and ICU name it. */
const traditional = /^zh[-_](hant|tw|hk|mo)(?![a-z])/i;

/**
 * The language of a terminal: LC_ALL goes before LC_MESSAGES, and that before LANG; an empty one is
 * not set (POSIX.1-2024, Base Definitions, section 8.2).
 *
 * @param env - The environment.
 * @returns `zh-Hant`, or English for all that is not written in Traditional Chinese.
 */
export function languageOf(env: Readonly<Record<string, string | undefined>>): Language {
  const locale = env.LC_ALL || env.LC_MESSAGES || env.LANG || "";
  return traditional.test(locale) ? "zh-Hant" : "en";
}
