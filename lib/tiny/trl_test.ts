import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { needs, venvPython } from "../testing/needs.ts";
import { dpoLoss, pairSequences, referTo } from "./dpo.ts";
import { smallModel, smallPairs } from "./testing.ts";

const near = (name: string, ours: number, theirs: number) =>
  assert(
    Math.abs(ours - theirs) <= 1e-4 * Math.abs(theirs) + 1e-7,
    `${name}: ${ours}, trl ${theirs}`,
  );

/** What trl logs, and how its loss pulls each completion's tokens. */
interface Theirs {
  loss: number;
  gradient: number[];
  chosen: number;
  rejected: number;
  accuracies: number;
}

Deno.test({
  ...needs("trl"),
  name:
    "twenty steps of DPO and of IPO: loss, gradient and rewards are trl's to 1e-4, from the same log-probabilities",
  async fn() {
    const pairs = smallPairs();
    const sequences = pairs.flatMap(pairSequences), beta = 0.3;
    const steps: { now: number[][]; reference: number[][] }[] = [];
    const ours: Record<"sigmoid" | "ipo", (Omit<Theirs, "accuracies"> & { accuracy: number })[]> = {
      sigmoid: [],
      ipo: [],
    };
    await using lm = await smallModel();
    const referred = await referTo(lm, pairs);
    for (let step = 0; step < 20; step++) {
      const now = await lm.logprobs(sequences);
      steps.push({
        now: now.map((row) => Array.from(row)),
        reference: referred.flatMap(({ byToken }) => byToken.map((row) => Array.from(row))),
      });
      for (const loss of ["sigmoid", "ipo"] as const) {
        const { weigh, result } = dpoLoss(referred, { beta, loss });
        // How the log-probability of each token counts, less than nothing where it falls.
        const gradient = (weigh(now) as number[]).map((weight) => -weight);
        const { loss: value, chosenReward, rejectedReward, accuracy } = result();
        ours[loss].push({
          loss: value,
          gradient,
          chosen: chosenReward,
          rejected: rejectedReward,
          accuracy,
        });
      }
      lm.step(sequences, { learningRate: 1e-3, weigh: dpoLoss(referred, { beta }).weigh });
    }
    const script = `${import.meta.dirname}/peers/check_trl.py`;
    const input = JSON.stringify({ beta, steps });
    const { stdout, stderr } = spawnSync(venvPython, [script], { input, encoding: "utf8" });
    assert(stdout, stderr);
    const theirs: Record<"sigmoid" | "ipo", Theirs[]> = JSON.parse(stdout);
    assert(Math.abs(theirs.sigmoid[0].loss - Math.LN2) < 1e-6);
    assert(theirs.sigmoid[19].loss < theirs.sigmoid[0].loss);
    for (const loss of ["sigmoid", "ipo"] as const) {
      for (const [i, { accuracy, gradient, ...own }] of ours[loss].entries()) {
        const its = theirs[loss][i];
        for (const name of ["loss", "chosen", "rejected"] as const) {
          near(`${loss}, step ${i}: ${name}`, own[name], its[name]);
        }
        near(`${loss}, step ${i}: accuracy`, accuracy, its.accuracies);
        gradient.forEach((pull, row) =>
          near(`${loss}, step ${i}: row ${row}`, pull, its.gradient[row])
        );
      }
    }
  },
});
