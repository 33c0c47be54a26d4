/**
 * What `methods/prompt/kill_test.ts` kills: a recorded search for a prompt against a server that is given
 * by its address, with a real sandbox; at its end it writes the output tree. Not a part of the library.
 */
import { join } from "node:path";
import { model } from "../engines/mod.ts";
import { optimisePrompt, outputTree, testLock } from "../methods/mod.ts";
import { record } from "../runs/mod.ts";
import { sandbox } from "../sandbox/mod.ts";
import { promptTasks } from "./promptWorld.ts";

const [root, name, url] = Deno.args;
const train = promptTasks("train", 12), dev = promptTasks("dev", 6), test = promptTasks("test", 6);
await using coder = model(`${url}#stub`, {
  store: join(root, `${name}.store.jsonl`),
  concurrency: 2,
  identity: "stub",
});
await using python = await sandbox({ lanes: 2 });

console.log("recording"); // the moment from which it may be killed
const run = await record(
  name,
  { tasks: [...train, ...dev, ...test], seed: 3, root },
  optimisePrompt({
    train,
    dev,
    test: testLock(() => test),
    coder,
    python,
    seed: 3,
    epochs: 2,
    batchSize: 4,
    evalInterval: 2,
    accept: "pareto",
  }),
);
outputTree(run, { root_dir: join(root, name), experiment_name: "demo" });
