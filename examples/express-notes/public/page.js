import { chapters } from "./requests.js";
import { send } from "./send.js";

/** @typedef {import("./requests.js").Example} Example */

const main = document.querySelector("main");
const news = document.querySelector("#news");

for (const { title, examples } of chapters) {
  main?.append(
    element("section", {}, element("h2", {}, title), element("ul", {}, ...examples.map(card))),
  );
}

/** One request: its button, what to look at, and room for the response. @param {Example} example */
function card(example) {
  const { label, method, path, why } = example;
  const id = `why-${label.toLowerCase().replace(/\W+/g, "-")}`;
  const button = element("button", { type: "button", "aria-describedby": id }, label);
  const answer = element("div", {
    class: "answer",
    role: "group",
    "aria-label": `Answer: ${label}`,
  });
  answer.hidden = true;
  button.addEventListener("click", async () => {
    const status = await show(example, answer).catch((error) => fail(error, answer));
    answer.hidden = false;
    if (news) news.textContent = `${label}: ${status}`; // The rest is there to be read at leisure.
  });
  const line = element("code", {}, `${method} ${path}`);
  const ask = element("div", { class: "ask" }, button, element("p", { id }, why), line);
  return element("li", {}, ask, answer);
}

/** Sends, and shows both sides. @param {Example} example @param {HTMLElement} answer */
async function show(example, answer) {
  const { request, response, text } = await send(example);
  const status = `${response.status} ${response.statusText}`;
  const lang = response.headers.get("content-language") ?? "";
  answer.dataset.class = String(Math.floor(response.status / 100));
  answer.replaceChildren(
    element("pre", { class: "sent" }, wire(request)),
    element("p", { class: "status" }, status),
    ...fields([...response.headers], example.look ?? []),
    element("pre", { class: "content", lang }, readable(text) || "(no content)"),
  );
  return status;
}

/** @param {unknown} error @param {HTMLElement} answer */
function fail(error, answer) {
  answer.dataset.class = "5";
  answer.replaceChildren(element("p", { class: "status" }, `No answer: ${error}`));
  return "no answer";
}

/** A request as it looks on the wire; a long body is cut short. @param {Example | any} request */
function wire({ method, path, headers, body = "" }) {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  const sent = body.length > 200 ? `${body.slice(0, 200)}... (${body.length} characters)` : body;
  return [`${method} ${path}`, ...lines, ...(sent ? ["", sent] : [])].join("\n");
}

/** The fields that make the point, then all others. @param {[string, string][]} all @param {readonly string[]} look */
function fields(all, look) {
  const others = all.filter(([name]) => !look.includes(name));
  return [
    list(all.filter(([name]) => look.includes(name))),
    element("details", {}, element("summary", {}, `${others.length} more fields`), list(others)),
  ];
}

/** @param {[string, string][]} fields */
function list(fields) {
  const rows = fields.map(([name, value]) =>
    element("div", {}, element("dt", {}, name), element("dd", {}, value)),
  );
  return element("dl", {}, ...rows);
}

/** JSON with line breaks, anything else as it is. @param {string} text */
function readable(text) {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

/** @param {string} name @param {Readonly<Record<string, string>>} attributes @param {(Node | string)[]} children */
function element(name, attributes, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}
