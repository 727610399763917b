const assert = require("node:assert/strict");
const { created, fallback, isReply, replies } = require("@rightstatus/express");
const { says } = require("@rightstatus/core/says");
const { send } = require("@rightstatus/node");

assert.equal(created("/notes/1").headers.location, "/notes/1");
assert(isReply(created("/notes/1")));
assert.equal(typeof replies(), "function");
assert.equal(fallback().length, 2);
assert.equal(says(405, "en").phrase, "Method Not Allowed");
assert.equal(typeof send, "function");
