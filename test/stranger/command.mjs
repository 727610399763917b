import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { check, run } from "./checks.mjs";

const own = ["core", "node", "conformance"];

/** The command and the matchers in a new project, against the example as it runs in the repository. */
export async function tryCommand(tarballs, parent, root, compilers) {
  const folder = join(parent, "conformance");
  mkdirSync(folder);
  writeFileSync(join(folder, "package.json"), JSON.stringify({ name: "stranger", type: "module" }));
  const packed = own.map((name) => tarballs[name]);
  const theirs = ["vitest@4", "supertest@7", "@types/supertest@7", "@types/node@20"];
  const installed = await check("conformance: npm install", () =>
    run("npm", ["install", "--no-audit", "--no-fund", ...packed, ...theirs], { cwd: folder }),
  );
  if (!installed) return;

  const rightstatus = (...args) => run("npx", ["rightstatus", ...args], { cwd: folder });
  await check("conformance: npx rightstatus --help", async () => {
    assert.match(await rightstatus("--help"), /^rightstatus: /);
  });
  await check("conformance: npx rightstatus status 405", async () => {
    assert.match(await rightstatus("status", "405"), /^405 Method Not Allowed .*RFC 9110/);
  });
  await check("conformance: npx rightstatus lint, a file and a broken MUST", async () => {
    writeFileSync(join(folder, "notes.har"), JSON.stringify(archive));
    await assert.rejects(rightstatus("lint", "notes.har"), /MUST +method\/405-allow/);
  });

  const example = await start(root);
  try {
    const url = `localhost:${example.port}/notes`;
    await check(
      "conformance: npx rightstatus probe finds no MUST broken in the example",
      async () => {
        assert.match(await rightstatus("probe", url), /\d+ exchanges with 1 URL/);
      },
    );
    for (const format of ["json", "junit", "sarif", "html"]) {
      await check(`conformance: npx rightstatus probe --format ${format}`, () =>
        rightstatus("probe", url, "--format", format, "--output", `report.${format}`),
      );
    }
    await check("conformance: the matchers in vitest", async () => {
      writeFileSync(join(folder, "notes.test.ts"), tests(example.port));
      await run("npx", ["vitest", "run"], { cwd: folder });
    });
  } finally {
    example.stop();
  }

  const compilerOptions = {
    target: "es2022",
    lib: ["es2023", "dom", "dom.iterable"],
    types: ["node"],
    module: "nodenext",
    strict: true,
    skipLibCheck: true,
    noEmit: true,
  };
  const config = { compilerOptions, files: ["notes.test.ts"] };
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(config));
  for (const [version, compiler] of Object.entries(compilers)) {
    await check(`conformance: types by TypeScript ${version}`, () =>
      run(process.execPath, [compiler, "-p", folder], { cwd: folder }),
    );
  }
}

const archive = {
  log: {
    version: "1.2",
    entries: [
      {
        request: { method: "PUT", url: "https://notes.example/", headers: [] },
        response: { status: 405, headers: [], content: {} },
      },
    ],
  },
};

function tests(port) {
  return `import "@rightstatus/conformance/vitest";
import { notFound } from "@rightstatus/core";
import request from "supertest";
import { expect, it } from "vitest";

it("judges the example", async () => {
  const response = await request("http://localhost:${port}").get("/notes");
  await expect(response).toBeConformant({ level: "SHOULD" });
  await expect(response).toHaveStatus(200);
  await expect(await fetch("http://localhost:${port}/notes/none")).toBeProblem({ status: 404 });
  await expect(notFound()).not.toHaveStatus(200);
});
`;
}

/** The example as a program of its own, on a port that is free. */
async function start(root) {
  const child = spawn(process.execPath, ["server.js"], {
    cwd: join(root, "examples/express-notes"),
    env: { ...process.env, PORT: "0" },
    stdio: ["ignore", "pipe", "ignore"],
  });
  for await (const text of child.stdout.setEncoding("utf8").iterator({ destroyOnReturn: false })) {
    const [, port] = /localhost:(\d+)\//.exec(text) ?? [];
    if (port !== undefined) return { port, stop: () => child.kill() };
  }
  throw new Error("the example did not start");
}
