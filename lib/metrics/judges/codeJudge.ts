/**
 * CodeJudge: a language model says whether a program is right, without running it. What it says is a
 * judgement and no verdict: put `againstExecution` beside it, and the two controls.
 */
import { grouped, positiveInteger, refuseUnknown } from "../../base/mod.ts";
import type { Completion, Model, Reply, Request } from "../../models/mod.ts";
import type { Task } from "../../tasks/mod.ts";
import { logOddsOf } from "./logOddsOf.ts";
import { type Outcome, unfinished } from "./outcomeOf.ts";
import { readMark } from "./readMark.ts";
import { type Inconsistency, readTaxonomy, taxonomyScore } from "./readTaxonomy.ts";
import { readYesNo } from "./readYesNo.ts";

/**
 * `seed`: one call, step by step, then `[[Correct]]` or `[[Incorrect]]`. `summarise`: an analysis, and a
 * second call that sees only the analysis and says Yes or No. `taxonomy`: faults with severities.
 */
export type CodeJudgeProtocol = "seed" | "summarise" | "taxonomy";

/** What is judged. */
export interface JudgedCode {
  task: Task;
  code: string;
  /** A program that is known to be right; without it the judge sees the task alone. */
  reference?: string;
}

/** One judgement of one program. */
export interface Judgement<P extends JudgedCode = JudgedCode> {
  program: P;
  protocol: CodeJudgeProtocol;
  /** From 0; `repeats` of one program may disagree. */
  repeat: number;
  outcome: Outcome;
  /** Of `seed` and `summarise`; undefined without a verdict. */
  correct?: boolean;
  /** 0 to 1: of `taxonomy` its score, of the others 1 and 0; undefined without a verdict. */
  score?: number;
  inconsistencies?: Inconsistency[];
  /** Of right, in nats, where the model gives log-probabilities: those of the word it said. */
  logOdds?: number;
  /** The calls: one, or the analysis and its summary. */
  replies: Completion[];
}

export interface CodeJudgeOptions {
  /** @default {"seed"} */
  protocol?: CodeJudgeProtocol;
  /** Judgements a program. @default {1} */
  repeats?: number;
  /** As in the paper. @default {0} */
  temperature?: number;
  /** Of the judgement or the analysis; a reply that needs more is truncated. @default {2000} */
  maxTokens?: number;
  /** Repeat *i* is asked with `seed + i`. @default {none: the server's own} */
  seed?: number;
  /** Asks for log-probabilities, for `logOdds`. @default {false} */
  logprobs?: boolean;
}

const known = {
  protocol: true,
  repeats: true,
  temperature: true,
  maxTokens: true,
  seed: true,
  logprobs: true,
} satisfies Record<keyof CodeJudgeOptions, true>;

type Asked<P> = Request & { program: P };

/**
 * The first call of every program, as `codeJudge` makes it: for `writeBatch` and `readBatch`, after which
 * `codeJudge` takes the replies from the store. The second call of `summarise` is short and asked live.
 *
 * @throws {RangeError} for an unknown option, a protocol that is none, or repeats that are no positive
 * integer
 *
 * @example
 * ```ts
 * import { loadTasks } from "tracelab";
 * import { codeJudgeRequests } from "tracelab/metrics";
 * const programs = (await loadTasks("starter", { limit: 2 }))
 *   .map((task) => ({ task, code: task.canonical! }));
 * codeJudgeRequests(programs, { protocol: "taxonomy" }).length; // 2
 * // await writeBatch(model("openai:gpt-5-mini"), codeJudgeRequests(programs), "requests.jsonl");
 * ```
 */
export function codeJudgeRequests<P extends JudgedCode>(
  programs: Iterable<P>,
  options: CodeJudgeOptions = {},
): Asked<P>[] {
  refuseUnknown("codeJudge", options, known);
  const { protocol = "seed", repeats = 1, temperature = 0, maxTokens = 2000, seed, logprobs } =
    options;
  if (!Object.hasOwn(firstPrompt, protocol)) throw new RangeError(`unknown protocol: ${protocol}`);
  positiveInteger("repeats", repeats);
  return Array.from(programs, (program) => ({
    program,
    intent: {
      kind: "judge",
      task: program.task,
      code: program.code,
      reference: program.reference,
      protocol: firstPrompt[protocol],
    },
    samples: repeats,
    temperature,
    maxTokens,
    ...(seed === undefined ? {} : { seed }),
    ...(logprobs && protocol !== "summarise" ? { logprobs } : {}),
  }));
}

/** Names of prompts, `judge:NAME`. */
const firstPrompt = { seed: undefined, summarise: "analyse", taxonomy: "taxonomy" } as const;

/**
 * Asks a judge about programs; judgements come as they are made. A reply that is cut off or says no
 * verdict is counted apart and no second one is asked for; a broken analysis is not summarised.
 *
 * @param judge Any model; its replies are kept in its store like any other's.
 * @throws {RangeError} as `codeJudgeRequests` does
 * @throws {ModelError} at the end, where calls failed
 *
 * @see Tong and Zhang 2024, arXiv 2410.02184, sections 3.1 (analyse then summarise) and 3.2 (taxonomy)
 *
 * @example
 * ```ts
 * import { loadTasks, scripted } from "tracelab";
 * import { codeJudge } from "tracelab/metrics";
 * const [task] = await loadTasks("starter", { limit: 1 });
 * const judge = scripted(["It returns what is asked. [[Correct]]"]);
 * for await (const { outcome, correct } of codeJudge(judge, [{ task, code: task.canonical! }])) {
 *   console.log(outcome, correct); // verdict true
 * }
 * ```
 */
export async function* codeJudge<P extends JudgedCode>(
  judge: Model,
  programs: Iterable<P>,
  options: CodeJudgeOptions = {},
): AsyncGenerator<Judgement<P>> {
  const protocol = options.protocol ?? "seed";
  const requests = codeJudgeRequests(programs, options);
  if (protocol === "summarise") return yield* summarised(judge, requests, options);
  for await (const { request: { program }, completion } of judge.generate(requests)) {
    const { sample: repeat } = completion;
    yield { program, protocol, repeat, ...said(completion, protocol), replies: [completion] };
  }
}

/** The second calls follow a program's analyses as those come. */
async function* summarised<P extends JudgedCode>(
  judge: Model,
  requests: Asked<P>[],
  options: CodeJudgeOptions,
): AsyncGenerator<Judgement<P>> {
  const protocol = "summarise", broken: Judgement<P>[] = [];
  async function* summaries() {
    for await (const analyses of byRequest(judge.generate(requests))) {
      const { program } = analyses[0].request, whole: Completion[] = [];
      for (const { completion } of analyses) {
        const outcome = unfinished(completion) ?? (completion.text.trim() ? undefined : "unparsed");
        if (!outcome) whole.push(completion);
        else {
          const { sample: repeat } = completion;
          broken.push({ program, protocol, repeat, outcome, replies: [completion] });
        }
      }
      yield* summaryRequests(program, whole, options);
    }
  }
  for await (const { request, completion } of judge.generate(summaries())) {
    const { program, analyses } = request, analysis = analyses[completion.sample];
    const replies = [analysis, completion], { sample: repeat } = analysis;
    yield { program, protocol, repeat, ...said(completion, protocol), replies };
  }
  yield* broken;
}

/** The replies to a request together, when it has all; what is left when one failed comes before its error. */
async function* byRequest<R extends Request>(replies: AsyncIterable<Reply<R>>) {
  const waiting = new Map<R, Reply<R>[]>();
  let failure: { error: unknown } | undefined;
  try {
    for await (const reply of replies) {
      const own = [...waiting.get(reply.request) ?? [], reply];
      waiting.set(reply.request, own);
      if (own.length < (reply.request.samples ?? 1)) continue;
      waiting.delete(reply.request);
      yield own;
    }
  } catch (error) {
    failure = { error };
  }
  yield* waiting.values();
  if (failure) throw failure.error;
}

/**
 * Every analysis is summarised by a call of its own. Repeats with analyses that are alike are samples of
 * one request: as requests of their own they would be the same one, and one reply would serve them all.
 */
function* summaryRequests<P extends JudgedCode>(
  program: P,
  whole: readonly Completion[],
  { temperature = 0, seed, logprobs }: CodeJudgeOptions,
) {
  const alike = grouped(whole, ({ text, sample }) => seed === undefined ? text : sample);
  for (const analyses of alike.values()) {
    const [{ text: analysis, sample }] = analyses;
    const { task, code } = program;
    yield {
      program,
      analyses,
      intent: { kind: "judge" as const, task, code, protocol: "summarise", analysis },
      samples: analyses.length,
      temperature,
      maxTokens: 20,
      ...(seed === undefined ? {} : { seed: seed + sample }),
      ...(logprobs ? { logprobs } : {}),
    };
  }
}

function said(
  completion: Completion,
  protocol: CodeJudgeProtocol,
): Pick<Judgement, "outcome" | "correct" | "score" | "inconsistencies" | "logOdds"> {
  const outcome = unfinished(completion);
  if (outcome) return { outcome };
  if (protocol === "taxonomy") {
    const inconsistencies = readTaxonomy(completion.text);
    if (!inconsistencies) return { outcome: "unparsed" };
    return { outcome: "verdict", score: taxonomyScore(inconsistencies), inconsistencies };
  }
  const found = protocol === "seed" ? readMark(completion.text) : readYesNo(completion.text);
  if (!found) return { outcome: "unparsed" };
  const { correct } = found, logOdds = logOddsOf(completion, found);
  return {
    outcome: "verdict",
    correct,
    score: correct ? 1 : 0,
    ...(logOdds === undefined ? {} : { logOdds }),
  };
}
