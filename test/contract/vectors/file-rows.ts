import { mkdirSync, renameSync, rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { put } from "../../node/files/tree.ts";
import { inputOf } from "../../support/vectors.ts";

/** What stands in every file that no path may lead to. */
export const secret = "hunter2";

/** Beside and in the root, what a path that is read otherwise than it looks would lead to. */
export const around: Readonly<Record<string, string>> = {
  x: secret,
  "s.txt": secret,
  "www-secret/s.txt": secret,
  "www/a.txt": "open",
  "www/admin/secret.txt": "of the admin",
  "www/a.txt.html": secret,
  "www/..../x": secret,
  "www/..\\x": secret,
  "www/.env": secret,
  "www/.git/config": secret,
  "www/.well-known/x": secret,
  ...Object.fromEntries(inputsOf("A158").map((name) => [`www/${name}`, secret])),
};

type Refused = readonly [id: string, status: 400 | 404, path: string];

/** As it stands in a target: what no target can hold is encoded. */
function asPath(input: string): string {
  const path = input.startsWith("/") ? input : `/${input}`;
  return path.replace(/[\s"<>^`{|}]/g, (character) => encodeURIComponent(character));
}

/** Targets that are refused whether dotfiles are allowed or not. */
export const refused: readonly Refused[] = [
  ...["A148", "A149", "A152", "A153", "A157", "A158"].flatMap((id) =>
    inputsOf(id).map((input): Refused => [id, 404, asPath(input)]),
  ),
  // With all of it encoded, nothing in the target looks like a drive or a share.
  ...inputsOf("A158").map((input): Refused => ["A158", 404, `/${encodeURIComponent(input)}`]),
  ["A150", 400, String(inputOf("A150"))],
  ["A151", 404, "/../www-secret/s.txt"],
  ["A151", 404, "/..%2Fwww-secret/s.txt"],
  ["A151", 404, "/%2e%2e/www-secret/s.txt"],
  ["A151", 404, "/linked/s.txt"],
];

/** Targets that are refused unless dotfiles are allowed. */
export const hidden: readonly Refused[] = inputsOf("A154").map((path) => ["A154", 404, path]);

/** Paths as an application hands them to file(): decoded by it, or not at all. */
export const handed: readonly (readonly [id: string, path: string])[] = [
  ...["A148", "A149", "A150", "A153", "A154", "A157", "A158"].flatMap((id) =>
    inputsOf(id).flatMap((input) => [[id, input] as const, [id, decoded(input)] as const]),
  ),
  ["A151", "../www-secret/s.txt"],
  ["A151", "/../www-secret/s.txt"],
  ["A151", "-secret/s.txt"],
  ["A151", "linked/s.txt"],
  // Decoded, it is the path of the file.
  ["A152", String(inputOf("A152"))],
];

/** A change to the directory entry of a file in the moment in which the file is opened. */
export interface Race {
  readonly id: "A163";
  readonly what: string;
  readonly when: "before" | "after";
  readonly name: string;
  readonly change: (path: string) => void;
  readonly status: 200 | 404;
}

export const races: readonly Race[] = [
  race("removed", "before", "a.bin", rmSync, 404),
  race("replaced by a directory", "before", "a.bin", byDirectory, 404),
  race("replaced by a link", "before", "a.bin", byLink, 404),
  race("removed", "after", "a.bin", rmSync, 200),
  race("replaced by another file", "after", "a.bin", byFile, 200),
  race("replaced by a directory", "after", "a.bin", byDirectory, 200),
  race("replaced by a link", "after", "a.bin", byLink, 200),
  // Nobody can say any more whether the way to it went through a link.
  race("removed", "after", "dir/a.bin", rmSync, 404),
  race("replaced by another file", "after", "dir/a.bin", byFile, 404),
];

/** What the system says when a file is opened, and what the client hears of it. */
export const failures: readonly (readonly [id: "A164", code: string, status: number])[] = [
  ["A164", "EACCES", 403],
  ["A164", "EPERM", 403],
  ["A164", "EMFILE", 503],
  ["A164", "ENFILE", 503],
  ["A164", "EISDIR", 404],
  ["A164", "ELOOP", 404],
  ["A164", "ENAMETOOLONG", 404],
  ["A164", "EIO", 500],
];

function race(
  what: string,
  when: Race["when"],
  name: string,
  change: Race["change"],
  status: Race["status"],
): Race {
  return { id: "A163", what, when, name, change, status };
}

function byFile(path: string): void {
  put(`${path}.new`, secret);
  renameSync(`${path}.new`, path);
}

function byDirectory(path: string): void {
  rmSync(path);
  mkdirSync(path);
}

function byLink(path: string): void {
  rmSync(path);
  put(join(path, "../other.bin"), secret);
  symlinkSync("other.bin", path);
}

function inputsOf(id: string): readonly string[] {
  return [inputOf(id)].flat().map(String);
}

function decoded(input: string): string {
  try {
    return decodeURIComponent(input);
  } catch {
    return input;
  }
}
