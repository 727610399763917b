import { closeSync, open, read } from "node:fs";

/**
 * Opens a file. What may have to wait for a disk, opening and reading, goes to Node's threads; what the
 * system knows of an open file by heart is asked for at once, for each such trip costs as much as all
 * the rest of an answer.
 */
export function openDescriptor(path: string, flags: number): Promise<number> {
  return new Promise((resolve, reject) => {
    open(path, flags, (error, fd) => {
      if (error === null) resolve(fd);
      else reject(error);
    });
  });
}

/**
 * Fills `bytes` from `start` on. As many as there were to be, though there may be more by now: files in
 * /proc say that they are empty and have content. One read, as a rule; but the system may give fewer
 * bytes than it is asked for.
 *
 * @throws RangeError if the file ends before.
 */
export function fill(fd: number, bytes: Uint8Array, start: number): Promise<void> {
  return new Promise((resolve, reject) => {
    let at = 0;
    const more = () => {
      if (at === bytes.length) return resolve();
      read(fd, bytes, at, bytes.length - at, start + at, (error, bytesRead) => {
        if (error !== null) return reject(error);
        if (bytesRead === 0) return reject(endedAt(start + at, start + bytes.length));
        at += bytesRead;
        more();
      });
    };
    more();
  });
}

function endedAt(end: number, wanted: number): RangeError {
  return new RangeError(`file: want bytes up to ${wanted}, it ends at ${end}`);
}

/** Never while it is read from: by then its number could be another file's. */
export function closeDescriptor(fd: number): void {
  try {
    closeSync(fd);
  } catch {} // Nothing was written, so nothing is lost.
}
