/**
 * What `lib/methods/kill_test.ts` kills: one flow over ten tasks, with a model whose replies follow from
 * the request alone and which notes every call, and a real sandbox. Not a part of the library.
 */
import { appendFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { adapt, distill, edgeCases, planInDocstring } from "../methods/trace/mod.ts";
import { base, resample, seedOf } from "../methods/flow/mod.ts";
import { dialects, type Intent, modelFrom } from "../models/mod.ts";
import { type Attempt, record } from "../runs/mod.ts";
import { sandbox } from "../sandbox/mod.ts";
import { Task } from "../tasks/mod.ts";

const [root, name, calls, flow] = Deno.args;

const right = "def biggest(xs):\n    return max(xs) if xs else None\n";
const programs = [
  right,
  "def biggest(xs):\n    return xs[0]\n",
  "def biggest(xs):\n    return max(xs)\n",
  "def biggest(xs:\n",
  "def biggest(xs):\n    return sorted(xs)[0]\n",
];
const tasks = Array.from({ length: 10 }, (_, i) =>
  Task.parse({
    id: `own/${i}`,
    set: "own",
    entryPoint: "biggest",
    prompt: {
      complete: `def biggest(xs):\n    """The biggest of xs, None for none (${i})."""\n`,
      instruct: `The biggest of xs, None for none (${i}).`,
    },
    canonical: right,
    visible: { kind: "asserts", asserts: ["assert biggest([1, 3]) == 3"] },
    hidden: {
      kind: "asserts",
      asserts: ["assert biggest([]) is None", "assert biggest([2]) == 2"],
    },
  }));

/** What the model says: something of each request's own, right in one case of five. */
function reply(intent: Intent, seed = 0): string {
  const n = seedOf(seed, JSON.stringify(intent), 0);
  if (intent.kind === "plan") {
    return n % 3 ? "1. Look at all.\n2. Keep the biggest." : "Logic: OR\n1. a\n2. b";
  }
  if (intent.kind === "rewrite") return `Return the largest element (${n}).`;
  if (intent.kind === "edgeTests") {
    return `assert biggest([]) == None\nassert biggest([${n % 9}, 4]) == 4`;
  }
  return `\`\`\`python\n${programs[n % programs.length]}\`\`\``;
}

const coder = modelFrom("scripted", () => ({
  dialect: dialects.chat,
  async complete({ intent, sampling }) {
    const id = "task" in intent ? intent.task.id : "";
    appendFileSync(calls, `${intent.kind} ${id} ${sampling.seed}\n`);
    await new Promise((resolve) => setTimeout(resolve, 20));
    return { text: reply(intent, sampling.seed), finishReason: "stop" };
  },
}), { store: join(dirname(calls), `${name}.store.jsonl`), concurrency: 2 });

await using python = await sandbox({ lanes: 2 });
const common = { tasks, coder, python, seed: 1, sampling: { temperature: 0.5 } };
const flows: Record<string, () => AsyncGenerator<Attempt>> = {
  base: () => base({ ...common, samples: 3 }),
  resample: () => resample({ ...common, rounds: 4 }),
  adapt: () => adapt(common),
  planInDocstring: () => planInDocstring({ ...common, rounds: 3 }),
  distill: () => distill({ ...common, rounds: 3 }),
  edgeCases: () => edgeCases({ ...common, rounds: 3, mutations: 20 }),
};

console.log("recording"); // the moment from which it may be killed
await record(name, { tasks, seed: 1, root, flow }, flows[flow]());
await coder.close();
