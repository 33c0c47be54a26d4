import { type Checked, type Measuring, type TinyLM, Tokenizer } from "../../tiny/mod.ts";
import type { Sandbox } from "../../sandbox/mod.ts";
import { Task } from "../../tasks/mod.ts";

/** How a checkpoint is measured here: answers by the model itself, programs run in the sandbox. */
export function measuring(
  lm: TinyLM,
  python: Sandbox,
  where: Pick<Measuring, "split" | "seed">,
): Measuring {
  if (!lm.tokenizer) throw new Error("the model has no tokenizer");
  const tokenizer = new Tokenizer(lm.tokenizer);
  return {
    ...where,
    async answer(prompts, sampled) {
      const replies = await lm.generate(prompts.map((prompt) => tokenizer.encode(prompt)), {
        maxTokens: 112,
        stop: tokenizer.end,
        temperature: sampled?.temperature ?? 0,
        seeds: prompts.map((_, i) => (sampled?.seed ?? 0) + i),
      });
      return replies.map(({ tokens }) => tokenizer.decode(tokens));
    },
    passes: (programs) => passes(python, programs),
  };
}

/** Which programs hold their asserts. */
export async function passes(python: Sandbox, programs: Checked[]): Promise<boolean[]> {
  const passed = new Array<boolean>(programs.length);
  const jobs = programs.map(({ code, asserts }, index) => ({
    task: Task.parse({
      id: `tiny/${index}`,
      set: "tiny",
      entryPoint: "f",
      prompt: {},
      hidden: { kind: "asserts", asserts },
    }),
    completion: { code },
    index,
  }));
  for await (const { index, verdict } of python.judge(jobs, { limits: { cpuSeconds: 2 } })) {
    if (verdict.status === "harness") throw new Error(`the sandbox: ${verdict.reason}`);
    passed[index] = verdict.status === "passed";
  }
  return passed;
}
