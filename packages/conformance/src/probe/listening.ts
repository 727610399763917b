import { once } from "node:events";
import { createServer, type RequestListener } from "node:http";

/** A listener on a free port of 127.0.0.1. */
export interface Listening {
  readonly origin: string;
  /** Closes the server, and every connection to it. */
  stop(): Promise<void>;
}

export async function listening(listener: RequestListener): Promise<Listening> {
  const server = createServer(listener).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = address !== null && typeof address === "object" ? address.port : 0;
  return {
    origin: `http://127.0.0.1:${port}`,
    async stop() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}
