import { etag } from "@rightstatus/koa";

/**
 * @typedef {object} Draft
 * @property {string} title
 * @property {string} text
 *
 * @typedef {object} Note
 * @property {string} id
 * @property {string} rev - Changes with each write and never comes back, so it makes the ETag.
 * @property {string} title - No two notes have the same.
 * @property {string} text
 * @property {Date} changed
 *
 * @typedef {ReturnType<typeof createStore>} Store
 */

/**
 * Notes in memory. Whatever takes its place has to keep what `expected` promises: a write happens only if the
 * note still is at that version.
 */
export function createStore() {
  /** @type {Map<string, Note>} */
  const notes = new Map();
  let lastId = 0;
  let lastRev = 0;

  /** @param {string} id @param {Draft} draft @returns {Note} */
  function write(id, { title, text }) {
    lastRev += 1;
    const note = { id, rev: String(lastRev), title, text, changed: new Date() };
    notes.set(id, note);
    return note;
  }

  /** @param {string} title @param {string} [id] - The note that may have it. */
  function isTaken(title, id) {
    return [...notes.values()].some((note) => note.title === title && note.id !== id);
  }

  /** @param {string} id @param {string} expected - An ETag, "absent", or "any" for any that is there. */
  function isAt(id, expected) {
    const note = notes.get(id);
    if (note === undefined) return expected === "absent";
    return expected === "any" || expected === etag(note.rev);
  }

  return {
    async list() {
      return [...notes.values()];
    },
    /** @param {string} id */
    async find(id) {
      return notes.get(id);
    },
    /** @param {Draft} draft */
    async add(draft) {
      if (isTaken(draft.title)) return "taken";
      do lastId += 1;
      while (notes.has(String(lastId)));
      return write(String(lastId), draft);
    },
    /** @param {string} id @param {Draft} draft @param {string} expected */
    async save(id, draft, expected) {
      if (!isAt(id, expected)) return "changed";
      return isTaken(draft.title, id) ? "taken" : write(id, draft);
    },
    /** @param {string} id @param {string} expected */
    async drop(id, expected) {
      return isAt(id, expected) && notes.delete(id);
    },
  };
}
