/** One reply of the GGUF file given, as a program for Node: prints it as JSON, and ends without a `close`. */
import process from "node:process";
import { model } from "../engines/mod.ts";
import { solve } from "../models/mod.ts";
import { Task } from "../tasks/mod.ts";

const task = Task.parse({ id: "own/1", set: "own", prompt: {}, hidden: { kind: "run" } });
const coder = model(`gguf:${process.argv[2]}`, { store: false, threads: 1, context: 512 });
const { text, usage } = await coder.ask(solve(task, { maxTokens: 24 }));
console.log(JSON.stringify({ text, usage, identity: await coder.identity }));
