import { once } from "node:events";
import { createServer as createHttpServer } from "node:http";
import { createServer, type Server, type Socket } from "node:net";
import { probe } from "@rightstatus/conformance";
import { afterEach, describe, expect, it } from "vitest";

const servers: Server[] = [];
const sockets = new Set<Socket>();

afterEach(async () => {
  for (const socket of sockets) socket.destroy();
  for (const server of servers.splice(0)) await new Promise((resolve) => server.close(resolve));
});

/** A server that says the same to everybody who says something. */
async function saying(answer: (socket: Socket) => void): Promise<string> {
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => {});
    socket.on("data", () => answer(socket));
  });
  servers.push(server);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  return `http://127.0.0.1:${address !== null && typeof address === "object" ? address.port : 0}`;
}

/** Writes until the other side has had enough. */
function flood(text: string): (socket: Socket) => void {
  return (socket) => {
    const write = (): void => {
      while (!socket.destroyed && socket.write(text));
    };
    socket.on("drain", write);
    write();
  };
}

describe("servers that mean no good", () => {
  it.each([
    ["no HTTP", (socket: Socket) => void socket.end("220 ready\r\n"), "probe/readable"],
    ["nothing, and the end", (socket: Socket) => void socket.end(), "probe/answered"],
    ["a reset", (socket: Socket) => void socket.resetAndDestroy(), "probe/answered"],
    ["a head without end", flood("HTTP/1.1 200 OK\r\nX: ".padEnd(9000, "x")), "probe/readable"],
    ["interim responses without end", flood("HTTP/1.1 103 Early Hints\r\n\r\n"), "probe/readable"],
    [
      "chunks that are none",
      (s: Socket) => void s.end("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"),
      "probe/whole",
    ],
    [
      "less than it says",
      (s: Socket) => void s.end("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc"),
      "probe/whole",
    ],
  ])("%s", async (_what, answer, rule) => {
    const { findings } = await probe({ origin: await saying(answer), paths: ["/"] });
    expect(findings.map((finding) => finding.rule)).toContain(rule);
  });

  it("content without end: what is read has one, and is not judged", async () => {
    const origin = await saying(flood(`HTTP/1.1 200 OK\r\n\r\n${"x".repeat(65_536)}`));
    const { checked } = await probe({ origin, paths: ["/"] });
    expect(checked).toBeGreaterThan(0);
  });

  it("sends nothing more to a path that says nothing three times", async () => {
    let asked = 0;
    const origin = await saying((socket) => {
      asked += 1;
      socket.destroy();
    });
    await probe({ origin, paths: ["/"] });
    expect(asked).toBe(3);
  });

  it("is an error where nobody listens", async () => {
    const origin = await saying(() => {});
    await Promise.all(servers.splice(0).map((server) => new Promise((done) => server.close(done))));
    await expect(probe({ origin, paths: ["/"] })).rejects.toThrow(/^probe: no connection to http/);
  });
});

describe("a listener", () => {
  it("listens for the time of the probe, and leaves nothing open", async () => {
    const before = process.getActiveResourcesInfo().filter((name) => /TCP/.test(name)).length;
    let port = 0;
    const { checked } = await probe((req, res) => {
      port = req.socket.localPort ?? 0;
      res.end("hello");
    });
    expect(checked).toBeGreaterThan(50);
    await new Promise((resolve) => setTimeout(resolve, 50));
    const after = process.getActiveResourcesInfo().filter((name) => /TCP/.test(name)).length;
    expect(after).toBeLessThanOrEqual(before);
    await expect(fetch(`http://127.0.0.1:${port}/`)).rejects.toThrow();
  });

  it("is sent safe methods alone, under our name, and a bounded number of requests", async () => {
    const methods = new Set<string>();
    const names = new Set<string | undefined>();
    let requests = 0;
    const progress: number[] = [];
    const seen = createHttpServer((req, res) => {
      requests += 1;
      methods.add(req.method ?? "");
      if (req.headers["user-agent"]) names.add(req.headers["user-agent"]);
      res.setHeader("ETag", '"1"').end("hello");
    });
    const listener = seen.listeners("request")[0] as Parameters<typeof createHttpServer>[1];
    await probe(listener ?? (() => {}), {
      onProgress: ({ done, total }) => progress.push(done / total),
    });
    expect([...methods].sort()).toEqual(["GET", "HEAD", "OPTIONS", "PROPFIND", "TRACE"]);
    expect([...names]).toEqual(["rightstatus"]);
    expect(requests).toBeLessThanOrEqual(142);
    expect(progress.at(-1)).toBe(1);
    expect(progress).toEqual(progress.toSorted((a, b) => a - b));
  });
});

describe("what is no target", () => {
  it.each([
    [{ origin: "http://a/b", paths: ["/"] }, /^origin: want http.*RFC 9110 section 4\.3\.1/],
    [{ origin: "ftp://a", paths: ["/"] }, /^origin: /],
    [{ origin: "http://a", paths: [] }, /^paths: want one or more.*got none/],
    [{ origin: "http://a", paths: ["a"] }, /^paths: .*got "a"/],
    [{ origin: "http://a", paths: ["/a b"] }, /^paths: /],
  ])("%j", async (target, message) => {
    await expect(probe(target)).rejects.toThrow(message);
    await expect(probe(target)).rejects.toBeInstanceOf(RangeError);
  });

  it("nor is a rule that there is not", async () => {
    await expect(probe(() => {}, { ignore: ["probe/none"] })).rejects.toThrow(/^ignore: /);
  });
});
