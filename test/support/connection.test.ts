import { createServer, type Server, type Socket } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { connect, exchange, request } from "./connection.ts";

const whole = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi";

describe("a raw client", () => {
  /** What the server does with the connection. */
  let serve: (socket: Socket) => void | Promise<void> = () => {};
  let server: Server;
  let port = 0;

  beforeAll(async () => {
    server = createServer((socket) => {
      socket.on("error", () => {});
      socket.resume();
      void serve(socket);
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const address = server.address();
    if (address && typeof address === "object") port = address.port;
  });
  afterAll(() => new Promise((resolve) => server.close(resolve)));

  it("reads responses one after another, however the bytes are cut", async () => {
    serve = async (socket) => {
      for (const byte of whole + whole) {
        socket.write(byte);
        await new Promise((resolve) => setImmediate(resolve));
      }
    };
    const connection = await connect(port);
    expect((await connection.read()).body.toString()).toBe("hi");
    expect((await connection.read()).body.toString()).toBe("hi");
  });

  it("tells a close from a reset", async () => {
    serve = (socket) => void socket.end(whole);
    const closed = await connect(port);
    await closed.read();
    expect(await closed.ended()).toBe("closed");

    serve = (socket) => void socket.once("data", () => socket.resetAndDestroy());
    const reset = await connect(port);
    reset.send("x");
    expect(await reset.ended()).toBe("reset");
  });

  it("has no end while bytes are unread", async () => {
    serve = (socket) => void socket.end(`${whole}more`);
    const connection = await connect(port);
    await connection.read();
    await expect(connection.ended()).rejects.toThrow('unread before the end: "more"');
  });

  it("a response cut short is broken, and no response", async () => {
    serve = (socket) => void socket.end(whole.slice(0, -1));
    await expect((await connect(port)).read()).rejects.toThrow("closed by the server after");
    expect(await (await connect(port)).broken()).toBe(whole.slice(0, -1));
  });

  it("a whole response is not broken", async () => {
    serve = (socket) => void socket.end(whole);
    await expect((await connect(port)).broken()).rejects.toThrow("a whole response, 200 OK");
  });

  it("refuses what the parser refuses", async () => {
    serve = (socket) => void socket.end(whole.replace("\r\n", "\n"));
    await expect((await connect(port)).read()).rejects.toThrow("byte 0x0a");
  });

  it("waits for the end that a response announces", async () => {
    serve = (socket) => void socket.end(whole.replace("\r\n", "\r\nConnection: close\r\n"));
    expect((await exchange(await connect(port), request("GET /"))).status).toBe(200);
  });
});

it("a request is written as wire notation reads", () => {
  expect(request("PUT /a", ["If-Match: *"], "é")).toBe(
    "PUT /a HTTP/1.1\r\nHost: example.test\r\nContent-Length: 2\r\nIf-Match: *\r\n\r\né",
  );
});
