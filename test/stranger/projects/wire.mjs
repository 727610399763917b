import { once } from "node:events";
import { connect } from "node:net";

/** Starts a server and asks it twice: the head of each response as it stands on the wire. */
export async function ask(server) {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  const created = await head(port, "POST");
  const refused = await head(port, "DELETE");
  server.close();
  console.log(JSON.stringify({ created, refused }));
}

async function head(port, method) {
  const socket = connect(port, "127.0.0.1");
  // Left open, for node:http answers nobody who has closed his side before the response was there.
  socket.write(`${method} /notes HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`);
  let text = "";
  for await (const chunk of socket) text += chunk;
  return text.slice(0, text.indexOf("\r\n\r\n") + 2);
}
