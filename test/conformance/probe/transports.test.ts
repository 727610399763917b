import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { createServer as createTlsServer } from "node:https";
import { networkInterfaces, tmpdir } from "node:os";
import { join } from "node:path";
import tls from "node:tls";
import { probe } from "@rightstatus/conformance";
import { methods, ok } from "@rightstatus/core";
import { attach, send } from "@rightstatus/node";
import { afterEach, describe, expect, it, vi } from "vitest";
import { programAt } from "../../support/program.ts";

const openssl = programAt("openssl");
const hasIpv6 = Object.values(networkInterfaces())
  .flat()
  .some((one) => one?.address === "::1");

const open: Server[] = [];
afterEach(() => {
  vi.restoreAllMocks();
  for (const server of open.splice(0)) server.close().closeAllConnections();
});

/** A key, and a certificate of its own for the three names of this machine. */
function identity(): { readonly key: Buffer; readonly cert: Buffer } {
  const folder = mkdtempSync(join(tmpdir(), "rightstatus-tls-"));
  const [key, cert] = [join(folder, "key.pem"), join(folder, "cert.pem")];
  try {
    execFileSync(
      openssl ?? "",
      [
        ..."req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2".split(" "),
        ...["-subj", "/CN=localhost", "-keyout", key, "-out", cert],
        ...["-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1,IP:::1"],
      ],
      { stdio: "ignore" },
    );
    return { key: readFileSync(key), cert: readFileSync(cert) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Where the server listens, and the hosts that it was asked for. */
async function started(
  make: (listener: Parameters<typeof createServer>[1] & object) => Server,
  address: string,
  name: string,
): Promise<{ readonly authority: string; readonly hosts: Set<string | undefined> }> {
  const hosts = new Set<string | undefined>();
  const hsts = { headers: { "strict-transport-security": "max-age=60" } };
  const answer = methods({ GET: () => ok({ a: 1 }, hsts) });
  const server = attach(
    make(async (req, res) => {
      hosts.add(req.headers.host);
      await send(req, res, await answer(req));
    }),
  );
  open.push(server);
  server.listen(0, address);
  await once(server, "listening");
  const told = server.address();
  const port = told !== null && typeof told === "object" ? told.port : 0;
  return { authority: `${name}:${port}`, hosts };
}

it("says in short why there is no TLS", async () => {
  const { authority } = await started(
    (listener) => createServer(listener),
    "127.0.0.1",
    "127.0.0.1",
  );
  const target = { origin: `https://${authority}`, paths: ["/"] };
  await expect(probe(target)).rejects.toThrow(/^probe: no connection to https:\S+: [\w ]+$/);
});

describe("an origin is asked over IPv6 and over TLS as over TCP (RFC 9110 section 4.3)", () => {
  it.runIf(hasIpv6)("http://[::1]", async () => {
    const { authority, hosts } = await started(
      (listener) => createServer(listener),
      "::1",
      "[::1]",
    );
    const target = { origin: `http://${authority}`, paths: ["/"] };
    const { checked, findings } = await probe(target, { level: "SHOULD" });
    expect(findings).toEqual([]);
    expect(checked).toBeGreaterThan(80);
    expect(hosts).toContain(authority); // RFC 9110 section 7.2: with its brackets, and the port.
  });

  const names: [name: string, address: string][] = [
    ["localhost", "127.0.0.1"],
    ["127.0.0.1", "127.0.0.1"],
    ...(hasIpv6 ? ([["[::1]", "::1"]] satisfies [string, string][]) : []),
  ];
  it.runIf(openssl !== undefined).each(names)("https://%s", async (name, address) => {
    const own = identity();
    const { authority, hosts } = await started(
      (listener) => createTlsServer(own, listener),
      address,
      name,
    );
    const target = { origin: `https://${authority}`, paths: ["/"] };
    // RFC 9110 section 4.3.4: who is not who he says he is gets no request.
    await expect(probe(target)).rejects.toThrow(/^probe: no connection to https:.*self-signed/);
    expect(hosts.size).toBe(0);

    const { createSecureContext } = tls;
    const trusting = (o: tls.SecureContextOptions | undefined) =>
      createSecureContext({ ...o, ca: own.cert });
    vi.spyOn(tls, "createSecureContext").mockImplementation(trusting);
    const { checked, findings } = await probe(target, { level: "SHOULD" });
    expect(findings).toEqual([]);
    expect(checked).toBeGreaterThan(80);
    expect(hosts).toContain(authority);
  });
});
