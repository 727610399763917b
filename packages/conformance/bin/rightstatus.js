#!/usr/bin/env node
import process from "node:process";
import { probe } from "@rightstatus/conformance";
import { run } from "#command";

process.exitCode = await run(process.argv.slice(2), process, probe);
