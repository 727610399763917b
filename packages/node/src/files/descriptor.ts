import { closeSync, open, read } from "node:fs";

/**
 * Opens a file. Opening and reading may have to wait for a disk, so they are done in Node's threads; what the
 * system has in memory about an open file is asked synchronously, because each trip to a thread costs as much
 * as the rest of a response.
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
 * Fills `bytes` with the file from `start` on, and ignores what it may hold beyond that: files in /proc say
 * that they are empty, and have content. Usually this is one read, but the system may return fewer bytes than
 * it is asked for.
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

/** Must not be called during a read: the number could soon belong to another file. */
export function closeDescriptor(fd: number): void {
  try {
    closeSync(fd);
  } catch {} // Nothing was written, so nothing is lost.
}
