import type { Language } from "@rightstatus/core";

/** Regions that write Traditional Chinese, and the script itself, as glibc and ICU name them. */
const traditional = /^zh[-_](hant|tw|hk|mo)(?![a-z])/i;

/**
 * The language of a terminal: LC_ALL takes precedence over LC_MESSAGES, and that over LANG; an empty one
 * counts as not set (POSIX.1-2024, Base Definitions, section 8.2).
 *
 * @param env - The environment.
 * @returns `zh-Hant` for locales that write Traditional Chinese, else `en`.
 */
export function languageOf(env: Readonly<Record<string, string | undefined>>): Language {
  const locale = env.LC_ALL || env.LC_MESSAGES || env.LANG || "";
  return traditional.test(locale) ? "zh-Hant" : "en";
}
