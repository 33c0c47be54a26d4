/** One iteration's training of `align`: rows of judged programs, and `train` over them. */
import type { Completion } from "../../models/mod.ts";
import type { Verdict } from "../../sandbox/mod.ts";
import type { Task } from "../../tasks/mod.ts";
import { rewardsOf, train, type Training, type TrainingEvent } from "../../train/mod.ts";
import { seedOf } from "../flow/mod.ts";
import type { AlignOptions } from "./align.ts";
import type { AlignMethod } from "./alignMethods.ts";
import type { AlignTraining } from "./alignNotes.ts";
import { fewOfEach, relabelled, relabelledRewards, swapped } from "./alignRows.ts";
import { comparePrograms } from "./comparePrograms.ts";
import { exportPreferences } from "./exportPreferences.ts";
import { outcomeOf } from "./outcomeOf.ts";
import { type Preference, preferencePairs, type SampledProgram } from "./preferencePairs.ts";
import { programForm } from "./programForm.ts";
import { rewardText } from "./rewardText.ts";
import { readAndWritten } from "./sampledPrograms.ts";

/** A program of a training task, run. */
export interface Judged {
  task: Task;
  completion: Completion;
  verdict: Verdict;
  /** CPU time of three runs, where it decides. */
  runsMs?: readonly number[];
}

/** A program as rows know it: what the model read and wrote, and what came of it. */
interface Own extends SampledProgram {
  task: Task;
  code: string;
}

type Trained = { model?: string; training: AlignTraining };
export type AlignEvent = TrainingEvent & { iteration: number; part: "policy" | "reward" };

interface Asked extends AlignOptions {
  method: Exclude<AlignMethod, "baseline">;
  seed: number;
  /** Goes on with the optimizer of the iteration before. */
  goOn: boolean;
  iteration: number;
  programs: readonly Judged[];
}

/** Three passes in batches, at least one update. */
const passes = (items: number, batchSize: number) => Math.max(1, Math.floor(3 * items / batchSize));

/** Trains one iteration; what it gives of a step says whose it is. */
export async function* alignTrainings(asked: Asked): AsyncGenerator<AlignEvent, Trained> {
  const { method, labels = "verdicts", iteration, programs, policy, goOn, folder } = asked;
  const { batchSize = 16, learningRate = 6e-4, pairsEach = 4 } = asked;
  const seed = seedOf(asked.seed, "training", iteration);
  const judged = programs.filter(({ verdict }) => outcomeOf(verdict));
  const own = judged.filter(({ completion }) => completion.finishReason === "stop").map(ownRow);
  const real = policy.startsWith("gguf:");
  const common = { learningRate, seed, warmup: 5, folder } as const;
  // An adapter goes on by itself, with a new optimizer.
  const tiny = { ...common, precision: "f32", goOn } as const;
  const training: AlignTraining = {
    phase: "train",
    iteration,
    method,
    labels,
    programs: judged.length,
    unfinished: judged.length - own.length,
    rows: 0,
    rules: {},
    steps: [],
  };

  async function* follow(going: Training, part: AlignEvent["part"], steps: TrainingEvent[]) {
    for await (const event of going) {
      steps.push(event);
      yield { ...event, iteration, part };
    }
    return await going.model();
  }
  const paired = () => {
    const all = preferencePairs(own, { distinct: true, ...asked.pairs });
    return fewOfEach(all, pairsEach, seed);
  };
  /** Notes what is trained on: under the labels that it has, without what is held out. */
  const noted = (pairs: readonly Preference[]) => {
    for (const { rule } of pairs) training.rules[rule] = (training.rules[rule] ?? 0) + 1;
    if (!pairs.length) return;
    const mean = (of: (pair: Preference) => string) =>
      pairs.reduce((sum, pair) => sum + of(pair).length, 0) / pairs.length;
    training.lengths = {
      chosen: mean(({ chosen }) => chosen),
      rejected: mean(({ rejected }) => rejected),
    };
  };

  if (method === "dpo") {
    const all = paired(), apart = real ? all.filter(({ taskId }) => held(taskId)) : [];
    const rows = relabelled(
      real ? all.filter(({ taskId }) => !held(taskId)) : all,
      labels,
      seed,
      swapped,
    );
    noted(rows);
    training.rows = rows.length;
    if (!rows.length) return { training };
    const { beta = 0.1, nll = 1, loss } = asked;
    if (real) {
      const how = {
        ...ofReal(asked),
        beta,
        nll,
        loss: loss === "ipo" ? loss : "sigmoid",
        batchSize,
      } as const;
      const going = train(policy, {
        method: "dpo",
        rows: exportPreferences(rows),
        ...apart.length && { heldOut: exportPreferences(apart) },
        ...how,
        ...common,
      });
      const model = yield* follow(going, "policy", training.steps);
      const { heldOut: pairs, heldOutAccuracy } = training.steps.at(-1)!;
      if (pairs) {
        const tasks = new Set(apart.map(({ taskId }) => taskId)).size;
        // Pairs that are too long to be read whole are left out, and nobody says of which tasks.
        training.heldOut = {
          tasks: Math.min(tasks, pairs),
          pairs,
          right: Math.round(pairs * heldOutAccuracy!),
        };
      }
      return { model, training };
    }
    const steps = asked.steps ?? passes(rows.length, batchSize);
    const how = { method: "dpo", rows, beta, nll, loss, batchSize, steps } as const;
    const model = yield* follow(train(policy, { ...how, ...tiny }), "policy", training.steps);
    return { model, training };
  }
  if (method === "rejectionSampling") {
    // A program that fails sometimes is not right.
    const formOf = ({ taskId, code, completion }: Own) =>
      `${taskId}\0${code.trim() ? programForm(code) : completion}`;
    const passed = ({ verdict }: Own) => verdict.status === "passed";
    // One that does not compile is no twin, however near its text is.
    const failing = new Set(
      own.filter((one) => !passed(one) && one.verdict.status !== "syntax").map(formOf),
    );
    const isRight = (one: Own) => passed(one) && !failing.has(formOf(one));
    const rewarded = rewards(own, labels, seed, (one) => Number(isRight(one)));
    const right = rewarded.filter(({ reward }) => reward === 1);
    const different = new Map(right.map((row) => [`${row.prompt}\0${row.completion}`, row]));
    const few = fewOfEach([...different.values()], Math.min(2, pairsEach), seed);
    const rows = few.map(({ reward: _, ...row }) => row);
    training.rows = rows.length;
    if (!rows.length) return { training };
    if (real) {
      const how = { method: "sft", rows: few.map(conversation), batchSize } as const;
      const going = train(policy, { ...how, ...ofReal(asked), ...common });
      return { model: yield* follow(going, "policy", training.steps), training };
    }
    const steps = asked.steps ?? passes(rows.length, batchSize);
    const how = { method: "sft", rows, batchSize, steps } as const;
    const model = yield* follow(train(policy, { ...how, ...tiny }), "policy", training.steps);
    return { model, training };
  }

  // Groups of a policy step: eight prompts, or fewer samples than a batch of pairs would make.
  const { samples = 6, alpha = 0.1, advantage } = asked;
  const groups = Math.max(1, Math.round(2 * batchSize / samples));
  const tasks = new Set(own.map(({ taskId }) => taskId)).size;
  const steps = asked.steps ?? passes(tasks, groups);
  let policySteps = steps;
  let rewardOf = (one: Own) => Number(one.verdict.status === "passed");
  if (method === "rlaif") {
    const { sees = "both", granularity = "message" } = asked;
    const text = (one: Own) => rewardText(one.task, one, { sees, granularity });
    const byText = new Map<string, Own>();
    for (const one of own) { // the worst of a text, as in its pairs
      const key = `${one.taskId}\0${one.completion}`, other = byText.get(key);
      if (!other || comparePrograms(other, one).order < 0) byText.set(key, one);
    }
    const sides = paired().map((pair) => {
      const { taskId, chosen, rejected } = pair;
      const [better, worse] = [chosen, rejected].map((text) => byText.get(`${taskId}\0${text}`)!);
      return { taskId, pair, better, worse };
    });
    const seen = relabelled(
      sides.filter(({ taskId }) => !held(taskId)),
      labels,
      seed,
      ({ taskId, pair, better, worse }) => (
        { taskId, pair: swapped(pair), better: worse, worse: better }
      ),
    );
    noted(seen.map(({ pair }) => pair));
    if (!seen.length) return { training };
    const rewardSteps = Math.max(1, Math.round(0.3 * steps));
    policySteps = Math.max(1, steps - rewardSteps);
    const rows = seen.map(({ better, worse }) => {
      const { prompt, completion: chosen } = text(better);
      return { prompt, chosen, rejected: text(worse).completion };
    });
    const reward = { sees, granularity, rows: rows.length, steps: [] as TrainingEvent[] };
    const judge = yield* follow(
      train(asked.policy, {
        method: "reward",
        rows,
        steps: rewardSteps,
        batchSize,
        ...tiny,
        goOn: false,
      }),
      "reward",
      reward.steps,
    );
    const apart = sides.filter(({ taskId }) => held(taskId));
    const told = await rewardsOf(
      judge,
      apart.flatMap(({ better, worse }) => [better, worse].map(text)),
    );
    const heldOut = new Map<string, { taskId: string; pairs: number; right: number }>();
    apart.forEach(({ taskId }, i) => {
      const row = heldOut.get(taskId) ?? { taskId, pairs: 0, right: 0 };
      heldOut.set(taskId, row);
      row.pairs++;
      row.right += Number(told[2 * i] > told[2 * i + 1]);
    });
    training.reward = { ...reward, heldOut: [...heldOut.values()] };
    const values = await rewardsOf(judge, own.map(text));
    const valueOf = new Map(own.map((one, i) => [one, values[i]]));
    rewardOf = (one) => valueOf.get(one)!;
  }
  // A reward model has learned the labels that it was given: they are not changed a second time.
  const rows = rewards(own, method === "rlaif" ? "verdicts" : labels, seed, rewardOf);
  training.rows = rows.length;
  if (!rows.length) return { training };
  const how = {
    method: "policy",
    rows: rows.map(({ taskId: _, ...row }) => row),
    beta: alpha,
    advantage,
    batchSize: groups,
    steps: policySteps,
  } as const;
  const model = yield* follow(train(policy, { ...how, ...tiny }), "policy", training.steps);
  return { model, training };
}

/** A fifth of the tasks, by name: their pairs say how good a reward model is, or a real model's order. */
const held = (taskId: string) => seedOf(0, taskId, 0, "held out") % 5 === 0;

/** One epoch, where no updates are asked for. */
const ofReal = ({ steps, precision = "f32" }: Asked) => ({
  ...steps === undefined ? { epochs: 1 } : { steps },
  precision,
});

function ownRow({ task, completion, verdict, runsMs }: Judged): Own {
  const row = readAndWritten(task, completion);
  return { task, taskId: task.id, ...row, code: completion.code, verdict, runsMs };
}

/** What a real model read and wrote, as trl reads it. */
const conversation = (
  { prompt, system, completion }: Pick<Own, "prompt" | "system" | "completion">,
) => {
  const [row] = exportPreferences([{ prompt, system, chosen: completion, rejected: "" }]);
  return { prompt: row.prompt, completion: row.chosen };
};

/** Every program with its reward, under the labels. */
function rewards(
  own: readonly Own[],
  labels: NonNullable<AlignOptions["labels"]>,
  seed: number,
  of: (one: Own) => number,
) {
  const ids = [...new Set(own.map(({ taskId }) => taskId))];
  return ids.flatMap((id) => {
    const mine = own.filter(({ taskId }) => taskId === id);
    const given = relabelledRewards(mine.map(of), labels, seedOf(seed, id, 0, "labels"));
    return mine.map(({ taskId, prompt, system, completion, completionIds }, i) => ({
      taskId,
      prompt,
      ...(system && { system }),
      completion,
      ...(completionIds && { completionIds }),
      reward: given[i],
    }));
  });
}
