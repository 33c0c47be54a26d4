/**
 * Training and test rows of research code, in one pass over a stream of any length: filtered with
 * counts, without copies, and split by repository. The original splits rows at random, so that most
 * test functions have neighbours of their own file among the training rows; how many is counted
 * beside (`leak`).
 *
 * Every draw is by a hash of the row and the seed: the order of the rows and what other rows there are
 * changes no repository's side, and the sample of one size is the beginning of that of the next. Of
 * copies the first is kept: where they are in several repositories, the order of the rows decides whose
 * it is, and with it the side.
 */
import { hash53, NumberCounts, positiveInteger, refuseUnknown } from "../../base/mod.ts";
import { BottomRows } from "./bottomRows.ts";
import { normalFunction } from "./normalFunction.ts";
import { repositoryOf } from "./repositoryOf.ts";
import type { ResearchRow } from "./researchRow.ts";
import { LeakCounter, type SplitLeak } from "./splitLeak.ts";
import { withoutFunction } from "./withoutFunction.ts";

export type Side = "train" | "test";

export interface SplitResearchOptions {
  /** Of sides and samples. @default {42} */
  seed?: number;
  /** Characters of a function at most. @default {1000} */
  longestFunction?: number;
  /** Only rows whose file can be shown without the function, as augmented prompts need. @default {false} */
  augmented?: boolean;
  /** Characters of such a file at most. @default {5000} */
  longestFile?: number;
  /** Training rows at most: the largest size of a sweep. @default {10000} */
  train?: number;
  /** Test rows at most. @default {200} */
  test?: number;
  /** Share of the repositories that go to the test side. @default {0.2} */
  testShare?: number;
  /** Whose side is known already, for instance by package. @default {drawn by repository} */
  side?: (row: ResearchRow) => Side | undefined;
}

/** A filter of the funnel: what it left and what it took. */
export interface FunnelStep {
  step: string;
  kept: number;
  dropped: number;
}

export interface ResearchSplit {
  /** In the order of the draw: the first hundred are the sample of size 100. */
  train: ResearchRow[];
  test: ResearchRow[];
  funnel: FunnelStep[];
  /** Repositories on each side, of all rows that were kept. */
  repositories: Record<Side, number>;
  /** Of this split and of the original's: the same rows, copies too, dealt out at random. */
  leak: { byRepository: SplitLeak; random: SplitLeak };
}

const known = {
  seed: true,
  longestFunction: true,
  augmented: true,
  longestFile: true,
  train: true,
  test: true,
  testShare: true,
  side: true,
} satisfies Record<keyof SplitResearchOptions, true>;

/** Hashes of 53 bits as numbers in [0, 1). */
const share = (hash: number) => hash / 2 ** 53;

/**
 * Filters rows of research code and splits them by repository into train and test.
 *
 * @throws {RangeError} for an option that cannot be, and where nothing is left on a side
 *
 * @example
 * ```ts
 * import { readResearch, splitResearch } from "tracelab/tasks";
 * import { packageFile } from "../../base/mod.ts";
 * import assert from "node:assert/strict";
 * const rows = readResearch(packageFile("data/research-starter/rows.jsonl"));
 * const { train, test, funnel, leak } = await splitResearch(rows, { seed: 3, test: 10 });
 * assert.equal(leak.byRepository.sharedRepository, 0);
 * console.log(train.length, test.length, funnel);
 * ```
 */
export async function splitResearch(
  rows: Iterable<ResearchRow> | AsyncIterable<ResearchRow>,
  options: SplitResearchOptions = {},
): Promise<ResearchSplit> {
  refuseUnknown("splitResearch", options, known);
  const { seed = 42, longestFunction = 1000, augmented = false, longestFile = 5000 } = options;
  const { train = 10_000, test = 200, testShare = 0.2 } = options;
  if (!Number.isSafeInteger(seed)) throw new RangeError(`'seed' must be an integer: ${seed}`);
  positiveInteger("longestFunction", longestFunction);
  positiveInteger("longestFile", longestFile);
  if (options.longestFile !== undefined && !augmented) {
    throw new RangeError(
      "'longestFile' is of augmented rows: give augmented: true, or leave it out",
    );
  }
  positiveInteger("train", train);
  positiveInteger("test", test);
  if (!(testShare > 0 && testShare < 1)) {
    throw new RangeError(`'testShare' must be between 0 and 1: ${testShare}`);
  }
  const drawn = (repo: string): Side =>
    share(hash53(`repository ${repo}`, seed)) < testShare ? "test" : "train";

  const filters: [string, (row: ResearchRow, repo?: string) => boolean][] = [
    ["has an instruction and a function", (row) => !!row.prompt.trim() && !!row.function.trim()],
    [
      `function of at most ${longestFunction} characters`,
      (row) => row.function.length <= longestFunction,
    ],
    ...augmented
      ? [
        [
          `file of at most ${longestFile} characters`,
          (row) => (row.file_length || row.full_code?.length || 0) <= longestFile,
        ],
        ["its file can be shown without it", (row) => withoutFunction(row) !== undefined],
      ] as [string, (row: ResearchRow) => boolean][]
      : [],
    ["its repository is known", (_, repo) => repo !== undefined],
  ];
  const dropped = filters.map(() => 0);
  let read = 0, copies = 0, sideless = 0;
  const seen = new NumberCounts();
  const samples = { train: new BottomRows(train), test: new BottomRows(test) };
  const byRepository = new LeakCounter(), random = new LeakCounter();

  for await (const given of rows) {
    const name = repositoryOf(given.repo);
    const taken = filters.findIndex(([, keep]) => !keep(given, name));
    const place = read++;
    if (taken >= 0) {
      dropped[taken]++;
      continue;
    }
    const code = hash53(normalFunction(given.function)), repo = hash53(name!);
    // A copy of a row reads its file: only of those that are asked for or held.
    const row = () => ({ ...given, repo: name });
    const mine = options.side ? options.side(row()) : drawn(name!);
    if (!mine) { // takes nobody's place
      sideless++;
      continue;
    }
    if (mine !== "train" && mine !== "test") {
      throw new RangeError(`'side' must give train, test or nothing: ${mine} of ${name}`);
    }
    random.add(share(hash53(`row ${place}`, seed)) < testShare ? "test" : "train", repo, code);
    if (seen.add(code) > 1) {
      copies++;
      continue;
    }
    byRepository.add(mine, repo, code);
    const draw = hash53(String(code), seed);
    if (samples[mine].wants(draw)) samples[mine].add(draw, row());
  }

  const funnel: FunnelStep[] = [{ step: "rows read", kept: read, dropped: 0 }];
  const took = (step: string, taken: number) =>
    funnel.push({ step, kept: funnel.at(-1)!.kept - taken, dropped: taken });
  filters.forEach(([name], i) => took(name, dropped[i]));
  took("no copy of an earlier function", copies);
  if (options.side) took("on a side", sideless);
  const { leak } = byRepository;
  for (const name of ["train", "test"] as const) {
    if (!leak[name]) throw new RangeError(`no row for the ${name} side: ${whyNone(funnel)}`);
  }
  const sampled = { train: samples.train.rows, test: samples.test.rows };
  took("training side, by repository", leak.test);
  funnel.push({
    step: "sampled for training",
    kept: sampled.train.length,
    dropped: leak.train - sampled.train.length,
  });
  funnel.push({
    step: "test side, by repository",
    kept: leak.test,
    dropped: leak.train,
  });
  funnel.push({
    step: "sampled for testing",
    kept: sampled.test.length,
    dropped: leak.test - sampled.test.length,
  });
  return {
    ...sampled,
    funnel,
    repositories: byRepository.repositories,
    leak: { byRepository: leak, random: random.leak },
  };
}

/** What emptied a side: the filter that took the most, or the draw of the few repositories that are left. */
function whyNone([{ kept: read }, ...filters]: FunnelStep[]): string {
  const left = filters.at(-1)!.kept;
  if (left) {
    return `the repositories of all ${left} rows that are left (of ${read}) are on the other one: take another ` +
      "seed, or rows of more repositories";
  }
  const most = filters.toSorted((a, b) => b.dropped - a.dropped)[0];
  return most.dropped
    ? `of ${read} rows ${most.dropped} fell out at "${most.step}"`
    : "there are no rows";
}
