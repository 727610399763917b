const assert = require("node:assert/strict");
const { says } = require("@rightstatus/core/says");
const { created, handle, isReply, replies } = require("@rightstatus/koa");
const { send } = require("@rightstatus/node");

assert.equal(created("/notes/1").headers.location, "/notes/1");
assert(isReply(created("/notes/1")));
assert.equal(typeof replies(), "function");
assert.equal(typeof handle(() => created("/notes/1")), "function");
assert.equal(says(405, "en").phrase, "Method Not Allowed");
assert.equal(typeof send, "function");
