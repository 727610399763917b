import {
  conflict,
  created,
  etag,
  guardWrite,
  isReply,
  methods,
  negotiate,
  noContent,
  notFound,
  ok,
  preconditionFailed,
  unprocessableContent,
  unsupportedMediaType,
} from "@rightstatus/koa";

/**
 * @typedef {import("@koa/router").RouterContext & { params: { id: string } }} Context
 * @typedef {(ctx: Context) => Promise<import("@rightstatus/koa").AnyReply>} Handler
 * @typedef {import("./store.js").Note} Note
 * @typedef {import("./store.js").Store} Store
 */

/** /notes @param {Store} store @returns {Handler} */
export function collection(store) {
  return methods({
    GET: async (ctx) => {
      const choice = negotiate(ctx, { type: ["application/json", "text/plain"] });
      if (isReply(choice)) return choice; // 406
      const notes = await store.list();
      const body = choice.type === "text/plain" ? titles(notes) : notes;
      return ok(body, { vary: choice.vary, cacheControl: "no-cache" });
    },

    POST: async (ctx) => {
      const draft = draftIn(ctx);
      if (isReply(draft)) return draft; // 415, 422
      const note = await store.add(draft);
      return note === "taken" ? taken() : created(`/notes/${note.id}`, note, version(note));
    },
  });
}

/** What a client may call a note. Other ids are not found, and reach no database. */
const ids = /^[\w-]{1,64}$/;

/** /notes/:id @param {Store} store @returns {Handler} */
export function item(store) {
  const answer = methods({
    GET: async (ctx) => {
      const note = await store.find(ctx.params.id);
      return note ? ok(note, version(note)) : notFound();
    },

    PUT: async (ctx) => {
      const { id } = ctx.params;
      const draft = draftIn(ctx);
      if (isReply(draft)) return draft; // 415, 422
      const before = await store.find(id);
      const guard = guardWrite(ctx, state(before), { require: true });
      if (isReply(guard)) return guard; // 412, 428
      const note = await store.save(id, draft, guard.pass.expected);
      if (note === "changed") return overtaken();
      if (note === "taken") return taken();
      // No ETag: what is stored differs from what was sent, so the client has to read it (RFC 9110 section 9.3.4).
      return before ? ok(note) : created.here(note);
    },

    DELETE: async (ctx) => {
      const { id } = ctx.params;
      const before = await store.find(id);
      if (!before) return notFound();
      const guard = guardWrite(ctx, state(before));
      if (isReply(guard)) return guard; // 412
      return (await store.drop(id, guard.pass.expected)) ? noContent() : overtaken();
    },
  });
  return async (ctx) => (ids.test(ctx.params.id) ? answer(ctx) : notFound());
}

/** What lets a client revalidate a note, and write to the version it knows. @param {Note} note */
function version(note) {
  // no-transform: compression makes the ETag weak, and If-Match wants a strong one (RFC 9110 section
  // 13.1.1).
  const cacheControl = "no-cache, no-transform";
  return { etag: etag(note.rev), lastModified: note.changed, cacheControl };
}

/** Without a date, because If-Unmodified-Since cannot tell two writes within a second apart. @param {Note | undefined} note */
function state(note) {
  return note ? { exists: true, etag: etag(note.rev) } : { exists: false };
}

/** The note that a client sent, or what is wrong with it. @param {Context} ctx */
function draftIn(ctx) {
  if (!ctx.is("json")) return unsupportedMediaType({ accept: ["application/json"] });
  /** @type {{ title?: unknown, text?: unknown }} */
  const { title, text = "" } = ctx.request.body ?? {};
  if (typeof title !== "string" || title.trim() === "") return invalid("#/title", "Say a title.");
  if (title.length > 200) return invalid("#/title", "Say it in 200 characters.");
  if (typeof text !== "string") return invalid("#/text", "Say the text as a string.");
  // PostgreSQL has no text with a NUL in it.
  if (`${title}${text}`.includes("\0")) return invalid("#", "Leave out the character U+0000.");
  return { title: title.trim(), text };
}

/** 422, with a JSON pointer to what is wrong (RFC 6901 section 6). @param {string} pointer @param {string} detail */
function invalid(pointer, detail) {
  return unprocessableContent({ detail, pointer });
}

/** @param {readonly Note[]} notes */
function titles(notes) {
  return notes.map(({ title }) => `${title}\n`).join("");
}

function taken() {
  return conflict("Another note has that title.");
}

/** Another client wrote between our read and our write. */
function overtaken() {
  return preconditionFailed("The note has changed in the meantime.");
}
