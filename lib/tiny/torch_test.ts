import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { needs, venvPython } from "../testing/needs.ts";
import { dpoLoss, pairSequences, referTo } from "./dpo.ts";
import { smallData, smallModel, smallPairs } from "./testing.ts";

const close = (name: string, ours: number, theirs: number) =>
  assert(Math.abs(ours - theirs) < 1e-4 * Math.abs(theirs), `${name}: ${ours}, torch ${theirs}`);

Deno.test({
  ...needs("torch"),
  name:
    "losses and gradient norms of SFT, DPO, IPO, KTO and distillation agree with PyTorch to 1e-4",
  fn: async () => {
    await using lm = await smallModel();
    await using reference = await smallModel({ seed: 8 });
    const data = smallData();
    const pairs = smallPairs();
    const beta = 0.3, nll = 0.5, temperature = 2;

    const objective = dpoLoss(await referTo(reference, pairs), { beta, nll });
    const referred = await referTo(reference, pairs);
    const other = (loss: "ipo" | "kto") => {
      const objective = dpoLoss(referred, { beta, loss });
      const { gradientNorm } = lm.backward(pairs.flatMap(pairSequences), {
        weigh: objective.weigh,
      });
      return { gradientNorm, loss: objective.result().loss };
    };
    const ours = {
      ipo: other("ipo"),
      kto: other("kto"),
      sft: lm.backward(data),
      distil: lm.distil(data, await reference.logits(data), { temperature }),
      dpo: {
        ...lm.backward(pairs.flatMap(pairSequences), { weigh: objective.weigh }),
        loss: objective.result().loss,
      },
    };
    const input = JSON.stringify({
      config: lm.config,
      weights: { policy: Array.from(lm.weights), reference: Array.from(reference.weights) },
      pairs: pairs.map(pairSequences),
      data,
      beta,
      nll,
      temperature,
    });
    const script = `${import.meta.dirname}/peers/check_torch.py`;
    const { stdout, stderr } = spawnSync(venvPython, [script], { input, encoding: "utf8" });
    assert(stdout, stderr);
    const theirs: typeof ours = JSON.parse(stdout);
    for (const name of ["sft", "dpo", "ipo", "kto", "distil"] as const) {
      close(`${name}: loss`, ours[name].loss, theirs[name].loss);
      close(`${name}: gradient norm`, ours[name].gradientNorm, theirs[name].gradientNorm);
    }
  },
});
