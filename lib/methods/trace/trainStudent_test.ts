import assert from "node:assert/strict";
import { copyFileSync, mkdtempSync, readFileSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { packageFile } from "../../base/mod.ts";
import { model } from "../../engines/mod.ts";
import { dialects, type Intent, modelFrom, solve } from "../../models/mod.ts";
import { loadTasks } from "../../tasks/mod.ts";
import {
  checkpointPath,
  distilLogits,
  sft,
  teacherTexts,
  TinyLM,
  tinyPrompt,
  Tokenizer,
} from "../../tiny/mod.ts";
import { trainStudent } from "./trainStudent.ts";

// What is kept from before would hide what is done now.
process.env.TRACELAB_STORE = mkdtempSync(join(tmpdir(), "student-store-"));

Deno.test("trainStudent lowers the loss on the teacher's programs, all three ways, and writes a checkpoint", async () => {
  const tasks = await loadTasks("tiny", { split: "train", limit: 64, seed: 3, steps: 1 });
  const folder = mkdtempSync(join(tmpdir(), "student-"));
  for (const how of ["sequence", "rationale", "logits"] as const) {
    const to = join(folder, `${how}.tiny`);
    const options = { student: "tiny:student", teacher: "tiny:teacher", tasks, how, to, steps: 40 };
    const losses = await Array.fromAsync(trainStudent(options), ({ loss }) => loss);
    const mean = (part: number[]) => part.reduce((sum, one) => sum + one, 0) / part.length;
    assert.equal(losses.length, 40);
    assert(mean(losses.slice(-5)) < 0.8 * mean(losses.slice(0, 5)), `${how}: ${losses}`);
    assert(statSync(to).size > 50_000);
  }
});

Deno.test("trainStudent gives the weights that the losses give on the teacher's own tokens", async () => {
  // Of these tasks one program does not end, and one plan's text would be cut into other tokens.
  const tasks = await loadTasks("tiny", { split: "train", limit: 100, seed: 1 });
  await using teacher = await TinyLM.load(checkpointPath("tiny:teacher"));
  const tokenizer = new Tokenizer(teacher.tokenizer!);
  const said = (intents: Intent[]) => {
    const prompts = intents.map((intent) => tokenizer.encode(tinyPrompt(intent)));
    return teacherTexts(teacher, prompts, { maxTokens: 112, end: tokenizer.end });
  };
  const texts = await said(tasks.map((task) => solve(task, { form: "instruct" }).intent));
  const plans = await said(tasks.map((task) => ({ kind: "plan", task })));
  assert.deepEqual([texts.length, plans.length], [99, 100]);
  assert(plans.some(({ tokens, from }) => {
    const drawn = Array.from(tokens).slice(from, -1);
    return tokenizer.encode(tokenizer.decode(drawn)).join() !== drawn.join();
  }));
  const options = { steps: 30, batchSize: 8, learningRate: 8e-3, weightDecay: 0.05 };
  const ways = {
    sequence: (lm: TinyLM) => sft(lm, texts, options),
    rationale: (lm: TinyLM) => sft(lm, [...texts, ...plans], options),
    logits: (lm: TinyLM) => distilLogits(lm, teacher, texts, options),
  };
  for (const how of ["sequence", "rationale", "logits"] as const) {
    await using lm = await TinyLM.load(checkpointPath("tiny:student"));
    for await (const _ of ways[how](lm));
    const student = { student: "tiny:student", teacher: "tiny:teacher", steps: 30 } as const;
    const made = await trainStudent({ ...student, tasks, how, form: "instruct" }).model();
    assert.deepEqual(new Uint8Array(readFileSync(checkpointPath(made))), lm.save(), how);
  }
});

Deno.test("trainStudent asks the teacher and trains once; a teacher that is no embedded model teaches too", async () => {
  const tasks = await loadTasks("tiny", { split: "train", limit: 6, seed: 3, steps: 1 });
  const asked: string[] = [];
  const teacher = modelFrom("oracle", () => ({
    dialect: dialects.chat,
    complete: ({ intent }) => {
      asked.push(intent.kind);
      const code = "task" in intent ? intent.task.canonical! : "";
      return Promise.resolve({
        text: `Sure:\n\`\`\`python\n${code}\`\`\`\n`,
        finishReason: "stop",
      });
    },
  }), { store: false });
  const options = { student: "tiny:student", teacher, tasks, how: "sequence", steps: 60 } as const;
  const first = trainStudent(options);
  const events = await Array.fromAsync(first);
  assert(events[59].loss < 0.5 * events[0].loss);
  assert.deepEqual(await Array.fromAsync(trainStudent(options)), events);
  assert.deepEqual(asked, new Array(6).fill("solve"));
  await using student = model(await first.model(), { store: false });
  for await (const { task, completion } of student.generate(tasks.map((task) => solve(task)))) {
    assert.equal(completion.code.split("\n").at(-2), task.canonical!.split("\n").at(-2));
  }
});

Deno.test("trainStudent writes no checkpoint that it reads", async () => {
  const tasks = await loadTasks("tiny", { split: "train", limit: 2, seed: 3, steps: 1 });
  const own = join(mkdtempSync(join(tmpdir(), "student-")), "own.tiny");
  copyFileSync(packageFile("data/tiny/student.tiny"), own);
  const before = readFileSync(own);
  for (
    const [student, teacher] of [[`tiny:${own}`, "tiny:teacher"], ["tiny:student", `tiny:${own}`]]
  ) {
    const options = { student, teacher, tasks, how: "sequence" as const, to: own, steps: 1 };
    await assert.rejects(
      Array.fromAsync(trainStudent(options)),
      /^TaskSetError: the output \S+own\.tiny is the input of the same name$/,
    );
  }
  assert.deepEqual(readFileSync(own), before);
});
