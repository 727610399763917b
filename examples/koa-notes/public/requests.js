/**
 * What the buttons send. `{id}` stands for a note that is there, `{etag}` for the ETag it has now,
 * `{taken}` for its title, and `{new}` for something that nobody has used yet.
 *
 * @typedef {object} Example
 * @property {string} label
 * @property {string} method
 * @property {string} path
 * @property {Readonly<Record<string, string>>} [headers]
 * @property {string} [body]
 * @property {string} why - What to look at in the response.
 * @property {readonly string[]} [look] - The header fields that make the point.
 */

const json = { "Content-Type": "application/json" };
const note = '{"title":"Note {new}","text":"Milk, eggs"}';

/** @type {readonly { readonly title: string, readonly examples: readonly Example[] }[]} */
export const chapters = [
  {
    title: "Create",
    examples: [
      {
        label: "Create a note",
        method: "POST",
        path: "/notes",
        headers: json,
        body: note,
        why: "201 says where the new note is, and which version.",
        look: ["location", "etag"],
      },
      {
        label: "Take a title twice",
        method: "POST",
        path: "/notes",
        headers: json,
        body: '{"title":"{taken}"}',
        why: "409: the request is fine, but there is such a note already.",
      },
      {
        label: "Leave out the title",
        method: "POST",
        path: "/notes",
        headers: json,
        body: '{"text":"Milk"}',
        why: "422: well-formed JSON that is no note. The problem points at what is missing.",
      },
      {
        label: "Send broken JSON",
        method: "POST",
        path: "/notes",
        headers: json,
        body: '{"title":',
        why: "400: not even JSON.",
      },
      {
        label: "Send plain text",
        method: "POST",
        path: "/notes",
        headers: { "Content-Type": "text/plain" },
        body: "Milk",
        why: "415 says in Accept what is taken instead.",
        look: ["accept"],
      },
      {
        label: "Send far too much",
        method: "POST",
        path: "/notes",
        headers: json,
        body: JSON.stringify({ title: "Long", text: "x".repeat(20_000) }),
        why: "413 says how much is allowed.",
      },
    ],
  },
  {
    title: "Read",
    examples: [
      {
        label: "List the notes",
        method: "GET",
        path: "/notes",
        why: "200. The list has an ETag too, made from its bytes.",
        look: ["etag", "vary"],
      },
      {
        label: "List them as plain text",
        method: "GET",
        path: "/notes",
        headers: { Accept: "text/plain" },
        why: "The same list in another type, chosen by Accept.",
        look: ["content-type", "vary"],
      },
      {
        label: "List them as a picture",
        method: "GET",
        path: "/notes",
        headers: { Accept: "image/png" },
        why: "406 says what there is instead.",
      },
      {
        label: "Read one note",
        method: "GET",
        path: "/notes/{id}",
        why: "200 with the version and its date.",
        look: ["etag", "last-modified", "cache-control"],
      },
      {
        label: "Read it if it has changed",
        method: "GET",
        path: "/notes/{id}",
        headers: { "If-None-Match": "{etag}" },
        why: "304: it has not, so no content is sent.",
        look: ["etag"],
      },
    ],
  },
  {
    title: "Change",
    examples: [
      {
        label: "Replace the note",
        method: "PUT",
        path: "/notes/{id}",
        headers: { ...json, "If-Match": "{etag}" },
        body: note,
        why: "200: it was at the version that If-Match names.",
      },
      {
        label: "Replace an old version",
        method: "PUT",
        path: "/notes/{id}",
        headers: { ...json, "If-Match": '"0"' },
        body: note,
        why: "412: somebody else has changed it, and nothing of theirs is lost.",
      },
      {
        label: "Replace whatever is there",
        method: "PUT",
        path: "/notes/{id}",
        headers: json,
        body: note,
        why: "428 asks for the condition that prevents lost updates.",
        look: ["cache-control"],
      },
      {
        label: "Create at an address of your own",
        method: "PUT",
        path: "/notes/{new}",
        headers: { ...json, "If-None-Match": "*" },
        body: note,
        why: "201 without Location: the address you asked for is it.",
      },
      {
        label: "Delete the note",
        method: "DELETE",
        path: "/notes/{id}",
        why: "204, and no content.",
      },
    ],
  },
  {
    title: "Ask in vain",
    examples: [
      {
        label: "Use a method that is not there",
        method: "PATCH",
        path: "/notes",
        headers: json,
        body: "{}",
        why: "405 says in Allow which methods are.",
        look: ["allow"],
      },
      {
        label: "Ask for the methods",
        method: "OPTIONS",
        path: "/notes",
        why: "204 with the same list.",
        look: ["allow"],
      },
      {
        label: "Read nothing, as a program",
        method: "GET",
        path: "/nothing",
        headers: { Accept: "application/json" },
        why: "404 as problem details (RFC 9457).",
        look: ["content-type"],
      },
      {
        label: "Read nothing, as a browser",
        method: "GET",
        path: "/nothing",
        headers: { Accept: "text/html" },
        why: "404 as a page, which runs no script whatever it repeats.",
        look: ["content-type", "content-security-policy"],
      },
      {
        label: "Read nothing, in a terminal",
        method: "GET",
        path: "/nothing",
        headers: { Accept: "text/plain" },
        why: "404 as plain text.",
        look: ["content-type"],
      },
      {
        label: "Read nothing, in Chinese",
        method: "GET",
        path: "/nothing",
        headers: { Accept: "text/plain", "Accept-Language": "zh-TW, en;q=0.5" },
        why: "404 in Traditional Chinese, chosen by Accept-Language.",
        look: ["content-language", "vary"],
      },
      {
        label: "Come at a bad time",
        method: "GET",
        path: "/closed",
        why: "503 says when to come back, in seconds.",
        look: ["retry-after"],
      },
    ],
  },
];
