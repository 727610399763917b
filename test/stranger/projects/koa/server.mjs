import { created, createServer, handle, methods, replies } from "@rightstatus/koa";
import Koa from "koa";
import { ask } from "./wire.mjs";

const app = new Koa();
app.use(replies());
app.use(handle(methods({ POST: () => created("/notes/1", { id: 1 }) })));

await ask(createServer(app));
