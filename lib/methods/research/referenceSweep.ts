import { readFileSync } from "node:fs";
import { z } from "zod";
import { Measure, packageFile, TaskSetError } from "../../base/mod.ts";

const Row = z.object({
  series: z.string(),
  size: z.number(),
  passed: Measure,
  tasks: z.number(),
  seeds: z.number(),
});
const Tables = z.array(z.object({ name: z.string(), rows: z.array(z.unknown()) }));

/**
 * The sweep of the committed full run of ResearchCodeGeneration, to stand beside a quick one: a
 * reference, not measured now. Undefined where none is committed.
 *
 * @example
 * ```ts
 * import { referenceSweep } from "tracelab/methods";
 * referenceSweep()?.filter(({ series }) => series === "lora").map(({ size, passed }) => [size, passed.value]);
 * ```
 */
export function referenceSweep(): z.infer<typeof Row>[] | undefined {
  let path;
  try {
    path = packageFile("results/reference/full/ResearchCodeGeneration.json");
  } catch (error) {
    if (error instanceof TaskSetError) return undefined;
    throw error;
  }
  const table = Tables.parse(JSON.parse(readFileSync(path, "utf8")))
    .find(({ name }) => name === "size sweep");
  return table && z.array(Row).parse(table.rows);
}
