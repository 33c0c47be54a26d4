/**
 * What `methods/align/kill_test.ts` kills: a recorded alignment of the embedded model, with a real
 * sandbox; at its end it says the weights of every iteration. Not a part of the library.
 */
import { join } from "node:path";
import { align, alignTraining } from "../methods/mod.ts";
import { record } from "../runs/mod.ts";
import { sandbox } from "../sandbox/mod.ts";
import { loadTasks } from "../tasks/mod.ts";

const [root, name] = Deno.args;
const train = await loadTasks("tiny", { split: "train", limit: 4, seed: 3, steps: [1, 2] });
const test = await loadTasks("tiny", { split: "test", limit: 1, seed: 3, steps: [1, 2] });
await using python = await sandbox({ lanes: 1 });

console.log("recording"); // the moment from which it may be killed
const run = await record(
  name,
  { tasks: [...train, ...test], seed: 3, root },
  align({
    train,
    test,
    python,
    policy: "tiny:base",
    seed: 3,
    samples: 3,
    testSamples: 1,
    batchSize: 2,
    steps: 6,
    folder: join(root, `${name}.trained`),
    store: join(root, `${name}.store.jsonl`),
    onStep: ({ iteration, step }) => console.log(`training ${iteration} ${step}`),
  }),
);
console.log(
  `weights ${run.attempts.flatMap((one) => alignTraining(one)?.weights ?? []).join(" ")}`,
);
