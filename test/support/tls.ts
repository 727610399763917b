import { connect as open, type Socket } from "node:net";
import { connect, type TLSSocket } from "node:tls";

const psk = Buffer.alloc(16, 7);
/** A key that both sides know takes the place of a certificate. */
const shared = { ciphers: "PSK", maxVersion: "TLSv1.2" } as const;

/** Options of `https.createServer`. */
export const tlsOptions = { ...shared, pskCallback: () => psk } as const;

/** A client's connection to such a server on 127.0.0.1, and the one of TCP below it. */
export function openTls(port: number): { readonly socket: TLSSocket; readonly below: Socket } {
  const below = open(port, "127.0.0.1");
  below.on("error", () => {}); // The one above tells.
  const socket = connect({
    socket: below,
    ...shared,
    pskCallback: () => ({ psk, identity: "test" }),
    checkServerIdentity: () => undefined,
  });
  return { socket, below };
}
