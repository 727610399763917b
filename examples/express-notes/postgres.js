/**
 * @typedef {import("./store.js").Note} Note
 * @typedef {import("./store.js").Store} Store
 *
 * @typedef {object} Database - A Pool of `pg`, or whatever else takes SQL as it does.
 * @property {(sql: string, values?: string[]) => Promise<{ rows: Note[] }>} query
 */

const schema = [
  "CREATE SEQUENCE IF NOT EXISTS note_ids",
  `CREATE TABLE IF NOT EXISTS notes (
    id text PRIMARY KEY DEFAULT nextval('note_ids'),
    rev bigserial,
    title text NOT NULL UNIQUE,
    text text NOT NULL,
    changed timestamptz NOT NULL DEFAULT now()
  )`,
];

const columns = "id, rev::text, title, text, changed";

// One statement looks at the version and writes, so that nobody can write in between.
const insert = `INSERT INTO notes (title, text) VALUES ($1, $2)
  ON CONFLICT (id) DO NOTHING RETURNING ${columns}`;
const insertAt = `INSERT INTO notes (title, text, id) VALUES ($1, $2, $3)
  ON CONFLICT (id) DO NOTHING RETURNING ${columns}`;
const update = `UPDATE notes SET title = $1, text = $2, rev = DEFAULT, changed = now()
  WHERE id = $3 AND $4 IN ('any', '"' || rev || '"') RETURNING ${columns}`;
const remove = `DELETE FROM notes
  WHERE id = $1 AND $2 IN ('any', '"' || rev || '"') RETURNING ${columns}`;

/** Notes in PostgreSQL, in a table that is made if it is not there. @param {Database} db @returns {Promise<Store>} */
export async function openStore(db) {
  for (const statement of schema) await db.query(statement);

  /** @param {string} sql @param {string[]} values */
  async function first(sql, ...values) {
    const { rows } = await db.query(sql, values);
    return rows[0];
  }

  return {
    async list() {
      return (await db.query(`SELECT ${columns} FROM notes ORDER BY notes.rev`)).rows;
    },
    find(id) {
      return first(`SELECT ${columns} FROM notes WHERE id = $1`, id);
    },
    add({ title, text }) {
      return unlessTaken(async () => {
        let note;
        // A client may have put a note where the sequence has come to: then the next number is tried.
        do note = await first(insert, title, text);
        while (note === undefined);
        return note;
      });
    },
    save(id, { title, text }, expected) {
      return unlessTaken(async () => {
        const note =
          expected === "absent"
            ? await first(insertAt, title, text, id)
            : await first(update, title, text, id, expected);
        return note ?? "changed";
      });
    },
    async drop(id, expected) {
      return (await first(remove, id, expected)) !== undefined;
    },
  };
}

/** @template T @param {() => Promise<T>} write @returns {Promise<T | "taken">} */
async function unlessTaken(write) {
  try {
    return await write();
  } catch (error) {
    // unique_violation; ids that are there already are no error here, so it is the title.
    if (error instanceof Error && "code" in error && error.code === "23505") return "taken";
    throw error;
  }
}
