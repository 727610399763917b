// The last line of .ci/run, from what its parts left in a folder: `N passed, N failed`, alone.
import { readFileSync } from "node:fs";
import { join } from "node:path";

const [folder, status] = process.argv.slice(2);

function read(name) {
  try {
    return readFileSync(join(folder, name), "utf8");
  } catch {
    return "";
  }
}

/** By vitest. A file that could not be loaded has no tests to count, so it counts as one. */
function tests(name) {
  const text = read(`${name}.json`);
  if (text === "") return { passed: 0, failed: 0 };
  const { numPassedTests, numFailedTests, testResults } = JSON.parse(text);
  const broken = testResults.filter(
    (file) =>
      file.status === "failed" && file.assertionResults.every((each) => each.status !== "failed"),
  );
  return { passed: numPassedTests, failed: numFailedTests + broken.length };
}

/** By a program of our own, which says so in its last line. */
function checks(name) {
  const [, passed = 0, failed = 0] =
    /^(\d+) passed, (\d+) failed$/m.exec(read(`${name}.log`)) ?? [];
  return { passed: Number(passed), failed: Number(failed) };
}

/** One check, whatever its program says: the tests in it are counted already. */
function whole(name) {
  return { passed: read(`${name}.status`).trim() === "0" ? 1 : 0, failed: 0 };
}

/** What went wrong without a check that says so: lint, types, a crash of the runner. */
function unsaid(name, { failed }) {
  return read(`${name}.status`).trim() === "0" || failed > 0 ? 0 : 1;
}

const parts = {
  test: tests("test"),
  coverage: whole("coverage"),
  properties: tests("properties"),
  stranger: checks("stranger"),
  soak: checks("soak"),
  faults: checks("faults"),
};
let [passed, failed] = [0, 0];
for (const [name, counts] of Object.entries(parts)) {
  passed += counts.passed;
  failed += counts.failed + unsaid(name, counts);
}
if (failed === 0 && (passed === 0 || status !== "0")) failed = 1;

console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
