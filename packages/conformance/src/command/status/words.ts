import type { Language, StatusRow } from "@rightstatus/core";
import type { Sample } from "./samples.ts";

/** The labels around an explanation, in one language. */
interface Words {
  readonly required: string;
  readonly recommended: string;
  readonly forbidden: string;
  readonly content: string;
  readonly contents: Readonly<Record<StatusRow["content"], string>>;
  readonly caches: string;
  readonly cacheable: string;
  readonly notCacheable: string;
  readonly sender: string;
  readonly roles: Readonly<Record<StatusRow["role"], string>>;
  readonly state: string;
  readonly states: Readonly<Record<StatusRow["state"], string>>;
  readonly helper: string;
  readonly kinds: Readonly<Record<Exclude<Sample["kind"], "reply">, string>>;
}

export const words: Readonly<Record<Language, Words>> = {
  en: {
    required: "Required",
    recommended: "Expected",
    forbidden: "Forbidden",
    content: "Content",
    contents: {
      yes: "possible",
      no: "none",
      empty: "none, and framed as such in HTTP/1.1",
      explain: "explains the error, except to HEAD",
    },
    caches: "Caches",
    cacheable: "may keep it without being told how long",
    notCacheable: "keep it only if told how long",
    sender: "Sent by",
    roles: { origin: "any server", gateway: "gateways and proxies", proxy: "proxies" },
    state: "State",
    states: {
      current: "current",
      deprecated: "deprecated",
      obsolete: "obsolete",
      experimental: "experimental",
      temporary: "registered for a time",
      reserved: "reserved",
    },
    helper: "Helper",
    kinds: {
      hint: "It goes out before the final response, any number of times.",
      derived: "No handler replies with it: it is made from a 200 when the request asks for it.",
      server: "No handler replies with it: the server sends it.",
      never: "No server should answer with it, so there is no helper.",
    },
  },
  "zh-Hant": {
    required: "必要欄位",
    recommended: "建議欄位",
    forbidden: "禁止欄位",
    content: "內容",
    contents: {
      yes: "可有可無",
      no: "沒有",
      empty: "沒有，但 HTTP/1.1 須標明長度為零",
      explain: "說明錯誤，對 HEAD 則不附",
    },
    caches: "快取",
    cacheable: "未說明期限時也可以保存",
    notCacheable: "說明期限時才可以保存",
    sender: "送出者",
    roles: { origin: "任何伺服器", gateway: "閘道與代理伺服器", proxy: "代理伺服器" },
    state: "狀況",
    states: {
      current: "現行",
      deprecated: "不建議使用",
      obsolete: "已廢止",
      experimental: "實驗性",
      temporary: "暫時註冊",
      reserved: "保留",
    },
    helper: "函式",
    kinds: {
      hint: "在最終回應之前送出，次數不限。",
      derived: "處理函式不直接以它回應：請求有此要求時，由 200 推導而成。",
      server: "處理函式不以它回應，而由伺服器送出。",
      never: "伺服器不應以它回應，因此沒有對應的函式。",
    },
  },
};
