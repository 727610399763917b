import { describe, expect, it } from "vitest";
import { type StatusRow, statuses } from "../../../packages/core/src/status/registry.ts";
import { english } from "../../../packages/core/src/status/says.en.ts";
import { explain, type Language, says } from "../../../packages/core/src/status/says.ts";
import { chinese } from "../../../packages/core/src/status/says.zh-hant.ts";

const codes = statuses.map(({ code }) => code);
const languages: readonly Language[] = ["en", "zh-Hant"];

/** Each line with the code in front, so that a failure says where to look. */
function lines(language: Language): string[] {
  return codes.flatMap((code) => {
    const said = language === "en" ? english[code] : chinese[code];
    return (said ?? []).filter((line) => line !== undefined).map((line) => `${code}: ${line}`);
  });
}

function prose(language: Language): string[] {
  return lines(language).map((line) => line.slice("000: ".length));
}

function sentences(language: Language): string[] {
  return language === "en"
    ? prose("en")
    : codes.flatMap((code) => chinese[code]?.slice(1) ?? []).map(String);
}

function matching(language: Language, pattern: RegExp): string[] {
  return lines(language).filter((line) => pattern.test(line.slice("000: ".length)));
}

/** The 5401 characters of the first level of Big5, which Taiwan counts as the common ones. */
function bigFive(): string {
  const bytes: number[] = [];
  for (let lead = 0xa4; lead <= 0xc6; lead++) {
    for (let trail = 0x40; trail <= (lead === 0xc6 ? 0x7e : 0xfe); trail++) {
      if (trail < 0x7f || trail > 0xa0) bytes.push(lead, trail);
    }
  }
  return new TextDecoder("big5", { fatal: true }).decode(new Uint8Array(bytes));
}

describe("says()", () => {
  it.each(languages)("%s: speaks of every code in the registry, and of no other", (language) => {
    const written = Object.keys(language === "en" ? english : chinese).map(Number);
    expect(written).toEqual(codes);
  });

  it("gives the English phrase of the registry", () => {
    expect(codes.map((code) => says(code, "en")?.phrase)).toEqual(
      statuses.map(({ phrase }) => phrase),
    );
  });

  it("joins the sentences as each language does", () => {
    expect(says(408, "en")).toEqual({
      phrase: "Request Timeout",
      text:
        "The request took too long to arrive. " +
        "Send it when the client has not finished sending within the time that the server waits. " +
        "The connection ends here, so say Connection: close; the client may try again on a new one.",
    });
    expect(says(411, "zh-Hant")).toEqual({
      phrase: "需要內容長度",
      text:
        "請求必須註明內容的長度。伺服器不接受長度未知的內容時使用。" +
        "用戶端可以加上 Content-Length 再試一次。",
    });
  });

  it.each(languages)("%s: no trace of a third sentence where there are two", (language) => {
    expect(says(306, language)?.text).not.toMatch(/undefined|\s$/);
  });

  it.each([0, 299, 599, 999, 404.5, Number.NaN])("%d: undefined", (code) => {
    expect(says(code, "en")).toBeUndefined();
    expect(explain(code, "zh-Hant")).toBeUndefined();
  });

  it.each(["404", "constructor", null, undefined])("%j is not a code: undefined", (code) => {
    expect(says(code as unknown as number, "en")).toBeUndefined();
    expect(says(code as unknown as number, "zh-Hant")).toBeUndefined();
  });

  it.each(["fr", "zh", "EN", "constructor", "__proto__"])("%s: undefined", (language) => {
    expect(says(404, language as Language)).toBeUndefined();
    expect(explain(404, language as Language)).toBeUndefined();
  });
});

describe("explain()", () => {
  it("gives the phrase and the first sentence", () => {
    expect(explain(404, "en")).toEqual({
      phrase: "Not Found",
      meaning: "Nothing was found at this address.",
    });
    expect(explain(404, "zh-Hant")).toEqual({
      phrase: "找不到",
      meaning: "這個網址沒有任何內容。",
    });
  });

  it.each(languages)("%s: is how the text of says() begins", (language) => {
    for (const code of codes) {
      const meaning = explain(code, language)?.meaning ?? "missing";
      expect.soft(says(code, language)?.text.startsWith(meaning), `${code}`).toBe(true);
    }
  });

  it.each(languages)("%s: asks for no knowledge of fields or other codes", (language) => {
    const knowing = codes.filter((code) =>
      /\d{3}|\b[A-Z]\w*-[A-Z]|\bGET\b|\bPOST\b|\bPUT\b/.test(
        explain(code, language)?.meaning ?? "",
      ),
    );
    expect(knowing).toEqual([]);
  });
});

describe("the sentences", () => {
  it.each(languages)("%s: are one each, and end as sentences do", (language) => {
    const one = language === "en" ? /^[A-Z][^.!?]*[.]$/ : /^[^。！？]+。$/;
    const inner = (line: string): string =>
      line.replaceAll("HTTP/1.0", "").replaceAll("HTTP/1.1", "");
    expect(sentences(language).filter((line) => !one.test(inner(line)))).toEqual([]);
  });

  it("are short enough to be read", () => {
    expect(sentences("en").filter((line) => line.length > 96)).toEqual([]);
    expect(sentences("zh-Hant").filter((line) => line.length > 72)).toEqual([]);
    for (const language of languages) {
      const long = codes.filter((code) => {
        const length = explain(code, language)?.meaning.length ?? 0;
        return language === "en" ? length < 15 || length > 92 : length < 6 || length > 40;
      });
      expect(long, language).toEqual([]);
    }
  });

  it("are not written twice for codes that differ", () => {
    for (const language of languages) {
      const texts = codes.map((code) => says(code, language)?.text);
      const twice = codes.filter((_, index) => texts.indexOf(texts[index]) !== index);
      expect(twice, language).toEqual([]);
    }
  });

  it.each(languages)("%s: have no stray white space", (language) => {
    expect(matching(language, /^\s|\s$|\s\s|[^\S ]/)).toEqual([]);
  });

  it.each(languages)("%s: name the fields without which the code is wrong", (language) => {
    const unnamed = statuses.flatMap(({ code, required }: StatusRow) =>
      required
        .filter((name) => {
          const text = says(code, language)?.text ?? "";
          return !new RegExp(`(?<![\\w-])${name}(?![\\w-])`, "i").test(text);
        })
        .map((name) => `${code} ${name}`),
    );
    expect(unnamed).toEqual([]);
  });

  it.each(languages)("%s: speak only of codes that exist", (language) => {
    const spoken = prose(language).flatMap(
      (line) => line.match(/(?<![\d*/])[1-5]\d\d(?!\d)/g) ?? [],
    );
    expect(spoken.map(Number).filter((code) => !codes.includes(code))).toEqual([]);
  });

  it.each(languages)("%s: tell nobody to send what may not be sent", (language) => {
    const never = language === "en" ? /Do not send it/ : /請勿送出/;
    const warned = codes.filter((code) => never.test(says(code, language)?.text ?? ""));
    expect(warned).toEqual([305, 306, 418, 510]);
  });
});

describe("English", () => {
  it("is plain: no dashes, no curly quotes, nothing outside ASCII", () => {
    expect(matching("en", /[^ -~]/)).toEqual([]);
  });
});

describe("Traditional Chinese", () => {
  it("has a short noun phrase for each code, without punctuation", () => {
    const phrases = codes.map((code) => says(code, "zh-Hant")?.phrase ?? "");
    expect(
      phrases.filter((phrase) => !/^[\u4e00-\u9fff]{2,10}( HTTP )?[\u4e00-\u9fff]*$/.test(phrase)),
    ).toEqual([]);
    expect(phrases.filter((phrase) => phrase.length > 14)).toEqual([]);
  });

  it("uses full-width punctuation beside Chinese characters", () => {
    const han = "[\\u4e00-\\u9fff，。；：、「」（）]";
    const ascii = "[!-/:-@[-`{-~]";
    expect(matching("zh-Hant", new RegExp(`${han} ?${ascii}|${ascii} ?${han}`))).toEqual([]);
  });

  it("has a space between Chinese and Latin, and none beside full-width punctuation", () => {
    expect(matching("zh-Hant", /[\u4e00-\u9fff][\w*]|[\w*][\u4e00-\u9fff]/)).toEqual([]);
    expect(matching("zh-Hant", / [，。；：、「」（）]|[，。；：、「」（）] /)).toEqual([]);
  });

  it("has only characters in common use in Taiwan, so none that are simplified", () => {
    const common = new Set(bigFive());
    expect(common.size).toBe(5401);
    expect(matching("zh-Hant", /[后云于并]|里(?!程)/)).toEqual([]); // Common, but in other senses.
    const han = prose("zh-Hant").flatMap((line) => line.match(/[\u4e00-\u9fff]/g) ?? []);
    expect(han.filter((character) => !common.has(character))).toEqual([]);
  });

  it("uses the words of Taiwan", () => {
    const elsewhere =
      /服務器|客戶端|緩存|重定向|默認|信息|網絡|接口|鏈接|字符|響應|返回|支持|數據|用戶(?!端)|登錄|設置|發送|網關|超時|身份|頭部|加載|隊列|協議|內存|訪問|實現|檢測到|字段|報頭|優化|質量|視頻|程序|文檔|缺省|當前|保存/;
    expect(matching("zh-Hant", elsewhere)).toEqual([]);
  });

  it("keeps to one word for one thing", () => {
    expect(
      matching(
        "zh-Hant",
        /客户|使用者端|伺服端|表頭|高速緩存|代理程式|轉址|導向(?<!重新導向)|憑證/,
      ),
    ).toEqual([]);
  });
});
