/** What is asked of every server. No request has content, and none is conditional. */
export const scenarios = [
  { name: "200 JSON", method: "GET", path: "/json", status: 200 },
  { name: "201 Location", method: "POST", path: "/created", status: 201 },
  { name: "204", method: "DELETE", path: "/empty", status: 204 },
  { name: "405 Allow", method: "DELETE", path: "/method", status: 405 },
  { name: "404 thrown", method: "GET", path: "/thrown", status: 404 },
  { name: "200 64 KiB", method: "GET", path: "/bytes", status: 200 },
];

/** The handler's key in a table of routes. */
export function routeOf({ method, url }) {
  return `${method} ${url}`;
}

/** What the handlers answer with. */
export const user = { id: 7, name: "Ada Lovelace", email: "ada@example.com", roles: ["author"] };
export const bytes = Buffer.alloc(64 * 1024, "0123456789abcdef");
