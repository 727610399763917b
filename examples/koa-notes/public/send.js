/** @typedef {import("./requests.js").Example} Example */

/** The path of the note that the buttons work on. @type {string | undefined} */
let path;
let stamps = 0;

/** Sends the request of an example, and tells what was sent and what came back. @param {Example} example */
export async function send(example) {
  const values = { new: stamp(), ...(speaksOfNote(example) && (await someNote())) };
  const request = filledIn(example, values);
  const { method, headers, body = null } = request;
  // no-store: a 304 reaches us only if the browser's own cache keeps out of it.
  const response = await fetch(request.path, { method, headers, body, cache: "no-store" });
  return { request, response, text: await response.text() };
}

/** @param {Example} example */
function speaksOfNote(example) {
  return /\{(id|etag|taken)\}/.test(JSON.stringify(example));
}

/** A note that is there, made first if need be. */
async function someNote() {
  let answer = path === undefined ? undefined : await fetch(path, { cache: "no-store" });
  if (!answer?.ok) {
    answer = await fetch("/notes", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ title: `Note ${stamp()}` }),
    });
    path = answer.headers.get("location") ?? "/notes";
  }
  const { id, title } = await answer.json();
  return { id, etag: answer.headers.get("etag"), taken: title };
}

function stamp() {
  stamps += 1;
  return `${Date.now().toString(36)}${stamps}`;
}

/** @param {Example} example @param {Readonly<Record<string, unknown>>} values */
function filledIn({ method, path, headers = {}, body }, values) {
  const fill = (/** @type {string} */ text) =>
    text.replace(/\{(\w+)\}/g, (_, name) => String(values[name]));
  return {
    method,
    path: fill(path),
    headers: Object.fromEntries(Object.entries(headers).map(([name, text]) => [name, fill(text)])),
    ...(body !== undefined && { body: fill(body) }),
  };
}
