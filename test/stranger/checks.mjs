import { execFile } from "node:child_process";

let passed = 0;
let failed = 0;

/** Runs one check and prints one line for it; what a failed one threw stands below. */
export async function check(name, run) {
  try {
    await run();
    passed += 1;
    console.log(`ok      ${name}`);
    return true;
  } catch (error) {
    failed += 1;
    console.log(`FAILED  ${name}\n${indented(error.message)}`);
    return false;
  }
}

/** The last line: how many checks passed, and how many did not. */
export function summary() {
  return { failed, line: `${passed} passed, ${failed} failed` };
}

/** Runs a program to its end. Rejects with all it said if it fails. */
export function run(file, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = execFile(
      file,
      args,
      { maxBuffer: 2 ** 26, ...options },
      (error, stdout, stderr) => {
        if (error === null) resolve(stdout);
        else reject(new Error(`${file} ${args.join(" ")}\n${stdout}${stderr}` || error.message));
      },
    );
    child.stdin.end();
  });
}

function indented(text) {
  return text.trimEnd().replace(/^/gm, "        ");
}
