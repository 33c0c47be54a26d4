import { packageFile, TaskSetError } from "../../base/mod.ts";
import {
  findArxivdl,
  readResearch,
  repositoryOf,
  researchCode,
  researchPackages,
  type ResearchRow,
  type ResearchSplit,
  splitResearch,
  type SplitResearchOptions,
} from "../../tasks/mod.ts";
import { worldRows } from "./worldRows.ts";

/**
 * Training and test rows of a source of research code by its name:
 *
 * - `tiny`: the embedded world, tasks of two to four steps, split as it always is: no composition of a
 *   test task is trained on
 * - `research-starter`: the bundled functions, a repository a module
 * - `research-code`: functions of installed packages (`researchCode`), split by package: networkx is
 *   tested on, sympy and scipy are trained on; `research-code:scipy` tests on scipy. Every large model has
 *   read them: what is measured is partly memory
 * - `arxivdl`: ArXivDLInstruct, where it is on this machine or can be had
 * - a `.parquet` or `.jsonl` file in its columns, or a folder of such files
 *
 * @param options As of `splitResearch`.
 * @throws {RangeError} where there are too few rows
 * @throws {TaskSetError} where there is no such source
 *
 * @example
 * ```ts
 * import { loadResearch } from "tracelab/methods";
 * const { train, test, funnel } = await loadResearch("tiny", { train: 20, test: 5 });
 * console.log(train.length, test.length, funnel); // 20, 5, …
 * ```
 */
export async function loadResearch(
  source: string,
  options: Omit<SplitResearchOptions, "side"> = {},
): Promise<ResearchSplit> {
  const { seed = 42, train = 10_000, test = 200, augmented = false } = options;
  if (source === "tiny") {
    // Of one step there are not programs enough. More than are wanted: phrases differ oftener than programs.
    const steps = [2, 3, 4];
    const held = worldRows({ limit: Math.ceil(1.2 * test) + 10, split: "test", seed, steps });
    const given = worldRows({ limit: Math.ceil(1.3 * train) + 20, split: "train", seed, steps });
    const kept = new Set(held.map(({ repo }) => repositoryOf(repo)));
    const side = ({ repo }: ResearchRow) => kept.has(repo) ? "test" as const : "train" as const;
    return await splitResearch([...held, ...given], { ...options, side });
  }
  const [set, held = "networkx"] = source.split(":");
  if (set === "research-code") {
    if (!researchPackages.some((name) => name === held)) {
      throw new TaskSetError(
        `research-code has no package '${held}': ${researchPackages.join(", ")}`,
      );
    }
    const side = ({ repo }: ResearchRow) => repo === held ? "test" as const : "train" as const;
    return await splitResearch(readResearch(await researchCode()), { ...options, side });
  }
  const path = source === "research-starter"
    ? packageFile("data/research-starter/rows.jsonl")
    : source === "arxivdl"
    ? await findArxivdl()
    : source;
  return await splitResearch(readResearch(path, { context: augmented }), options);
}
