import { created, createServer, fallback, handle, methods, replies } from "@rightstatus/express";
import express from "express";
import { ask } from "./wire.mjs";

const app = express();
app.use(replies());
app.all("/notes", handle(methods({ POST: () => created("/notes/1", { id: 1 }) })));
app.use(fallback());

await ask(createServer(app));
