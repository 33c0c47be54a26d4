/** Models that are not trained here: `baseline`, and pairs for who trains them. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { model } from "../../engines/mod.ts";
import { solve } from "../../models/mod.ts";
import { type Attempt, attempt } from "../../runs/mod.ts";
import { sandbox } from "../../sandbox/mod.ts";
import { loadTasks, type Task } from "../../tasks/mod.ts";
import { needs } from "../../testing/needs.ts";
import { type ChatBody, stubServer } from "../../testing/stubServer.ts";
import { align } from "./align.ts";
import { alignMethods } from "./alignMethods.ts";
import { alignOutputs } from "./alignOutputs.ts";
import { alignPolicy } from "./alignPolicy.ts";
import { exportPreferences } from "./exportPreferences.ts";
import { preferencePairs } from "./preferencePairs.ts";
import { sampledPrograms } from "./sampledPrograms.ts";

const python = await sandbox({ engine: "wasm", lanes: 1 });
const folder = await Deno.makeTempDir();
Deno.test.afterAll(async () => {
  await python.close();
  await Deno.remove(folder, { recursive: true });
});

const fenced = (code: string) => `Here it is:\n\`\`\`python\n${code}\n\`\`\``;

/** Solves a task at every other seed; what it is asked must say which task it is. */
function coder(tasks: readonly Task[]) {
  return ({ messages = [], seed = 0 }: ChatBody) => {
    const asked = messages.at(-1)!.content;
    const asking = ({ prompt }: Task) => (prompt.instruct ?? prompt.complete)!.trim().slice(-60);
    const task = tasks.find((one) => asked.includes(asking(one)));
    assert(task, asked);
    return fenced(seed % 2 ? task.canonical! : "raise ValueError('no idea')");
  };
}

/** A row of APPS, one that reads its input and one that is called. */
const row = (id: number, question: string, cases: object, solution: string) =>
  JSON.stringify({
    id,
    question,
    input_output: JSON.stringify(cases),
    solutions: JSON.stringify([solution]),
    difficulty: "introductory",
    url: "",
    starter_code: "",
  });
const doubled = "print(2 * int(input()))\n", next = "print(int(input()) + 1)\n";
const called = "class Solution:\n    def half(self, n):\n        return n // 2\n";
const apps = [
  row(1, "Print twice the number.", { inputs: ["2\n"], outputs: ["4\n"] }, doubled),
  row(2, "Print the next number.", { inputs: ["2\n"], outputs: ["3\n"] }, next),
  row(3, "Halve n.", { fn_name: "half", inputs: [[8]], outputs: [4] }, called),
];

const sets = {
  humaneval: () => loadTasks("humaneval", { limit: 3 }),
  mbpp: async () => [
    ...await loadTasks("mbpp", { split: "train", limit: 2 }),
    ...await loadTasks("mbpp", { split: "test", limit: 1 }),
  ],
  apps: async () => {
    const file = join(folder, "apps.jsonl");
    await Deno.writeTextFile(file, apps.join("\n"));
    return await loadTasks(file);
  },
};

for (const [name, load] of Object.entries(sets)) {
  Deno.test({
    ...name === "apps" ? {} : needs("data"),
    name: `baseline of ${name} with a server's model, and its pairs in trl's format`,
    fn: async () => {
      const tasks = await load(), train = tasks.slice(0, 2), test = tasks.slice(2);
      await using server = await stubServer({ reply: coder(tasks) });
      const attempts = await Array.fromAsync(align({
        train,
        test,
        python,
        policy: alignPolicy("api", `${server.url}#coder`).uri,
        method: "baseline",
        iterations: 1,
        samples: 4,
        testSamples: 2,
        store: false,
      }));
      const told = (role: string) => {
        const own = attempts.filter((one) => one.role === role).map(({ verdict }) => verdict!);
        return [own.length, own.filter(({ status }) => status === "passed").length];
      };
      assert.deepEqual([told("student"), told("test")], [[8, 4], [4, 2]]);
      const pairs = preferencePairs(sampledPrograms(attempts, tasks), { distinct: true });
      assert.deepEqual(pairs.map(({ taskId }) => taskId).sort(), train.map(({ id }) => id).sort());
      for (const [i, row] of exportPreferences(pairs).entries()) {
        const task = train.find(({ id }) => id === pairs[i].taskId)!;
        const asked = server.bodies.map(({ messages }) => JSON.stringify(messages));
        assert(
          asked.includes(JSON.stringify(row.prompt)),
          "the prompt is what the server was asked",
        );
        assert.deepEqual(row.chosen, [{ role: "assistant", content: fenced(task.canonical!) }]);
        assert.match(row.rejected[0].content, /no idea/);
      }
      const output_dir = join(folder, name), parameters = { use_synthetic: false };
      const preferences = { trl: exportPreferences(pairs) };
      const files = alignOutputs(attempts, { output_dir, parameters, preferences });
      assert(files.includes("baseline_results.json"));
      const lines = readFileSync(join(output_dir, "preferences/trl.jsonl"), "utf8").trim();
      assert.deepEqual(lines.split("\n").map((line) => JSON.parse(line)), preferences.trl);
    },
  });
}

Deno.test("the original's names of models, and a method that would train one says what to do", async () => {
  const uris = [
    ["api", "gpt-4o-mini", "openai:gpt-4o-mini"],
    ["api", "mistral:codestral-latest", "mistral:codestral-latest"],
    ["api", "http://gpu1:8000/v1#own", "http://gpu1:8000/v1#own"],
    ["huggingface", "codellama/CodeLlama-7b-hf", "vllm:codellama/CodeLlama-7b-hf"],
    ["ollama", "qwen2.5-coder:7b", "ollama:qwen2.5-coder:7b"],
    ["vllm", "Qwen/Qwen2.5-Coder-7B", "vllm:Qwen/Qwen2.5-Coder-7B"],
    ["ollama", "mistral:7b", "ollama:mistral:7b"], // a family's name there, and no hosted server's
    [" vllm ", " together:x ", "vllm:together:x"],
  ];
  const [train, test] = [
    await loadTasks("tiny", { split: "train", limit: 1, seed: 3 }),
    await loadTasks("tiny", { split: "test", limit: 1, seed: 3 }),
  ];
  for (const [type, name, uri] of uris) {
    assert.deepEqual(alignPolicy(type, name), { uri, methods: ["baseline"] });
    for (const method of alignMethods.filter((method) => method !== "baseline")) {
      await assert.rejects(
        () => align({ train, test, python, iterations: 1, policy: uri, method }).next(),
        {
          message: `'${method}' trains its policy, and ${uri} is not trained in this loop: run ` +
            `'baseline', and give its pairs (exportPreferences) to train("gguf:NAME", { method: "dpo", rows })`,
        },
      );
    }
  }
  assert.deepEqual(alignPolicy("tiny", "base"), { uri: "tiny:base", methods: alignMethods });
  const real = alignPolicy("gguf", "qwen2.5-coder-0.5b");
  assert.deepEqual(real.methods, ["baseline", "dpo", "rejectionSampling"]);
  const policy = real.uri;
  await assert.rejects(() => align({ train, test, python, policy, method: "grpo" }).next(), {
    message: "'grpo' trains its policy, and gguf:qwen2.5-coder-0.5b is trained in this loop by " +
      "dpo and rejectionSampling alone",
  });
  assert.throws(() => alignPolicy("api", " "), {
    message: `'model_name' must be a name: " "`,
  });
  assert.throws(() => alignPolicy("api", undefined as never), /'model_name' must be a name: undef/);
});

Deno.test("of a record, test tasks, replies that were cut off and programs that were not judged are in no pair", async () => {
  const tasks = await sets.apps();
  await using server = await stubServer({
    reply: coder(tasks),
    fault: (_, { seed }) => seed === 4 ? "length" : undefined,
  });
  await using one = model(`${server.url}#coder`, { store: false });
  const [task] = tasks, attempts: Attempt[] = [];
  for await (
    const { completion, verdict } of python.judge(
      one.generate([solve(task, { samples: 4, seed: 1 })]),
    )
  ) attempts.push(attempt({ method: "align", taskId: task.id, completion, verdict }));
  const role = "test", [first] = attempts;
  const others = [{ ...first, role }, { ...first, verdict: undefined }];
  assert.equal(attempts.length, 4);
  assert.equal(sampledPrograms([...attempts, ...others], tasks).length, 3);
  assert.throws(() => sampledPrograms(attempts, tasks.slice(1)), {
    message: "the tasks do not hold APPS/1, of which there is a program",
  });
});
