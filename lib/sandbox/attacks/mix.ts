/**
 * Random mixes of honest and hostile programs on the same lanes: every honest one must get the verdict
 * it gets alone. `deno run -A lib/sandbox/attacks/mix.ts --programs 2000` is the long form of the test.
 */
import { parseArgs } from "node:util";
import { dirname } from "node:path";
import { seededRandom } from "../../tasks/mod.ts";
import { findInterpreter } from "../native/interpreter.ts";
import { NativeLane } from "../native/lane.ts";
import { Pool } from "../pool.ts";
import type { Program } from "../program.ts";
import type { Status } from "../verdict.ts";
import { batteryLimits, checkAdd } from "./battery.ts";
import { guarded, target } from "./guarded.ts";
import { readAttacks } from "./readAttacks.ts";

const honest: [Status, string][] = [
  ["passed", "def add(a, b):\n    return a + b\n"],
  ["passed", "import operator\nadd = operator.add\n"],
  ["passed", "class Adder:\n    def __call__(self, a, b):\n        return a + b\nadd = Adder()\n"],
  ["failed", "def add(a, b):\n    return a * b\n"],
  ["error", "def add(a, b):\n    return a + c\n"],
  ["syntax", "def add(a, b)\n    return a + b\n"],
];

export interface MixOptions {
  programs: number;
  seed?: number;
  lanes?: number;
}

export interface MixResult {
  honest: number;
  hostile: number;
  /** Honest programs with another verdict than alone, hostile ones that passed. */
  wrong: string[];
  lanesStarted: number;
}

export async function mix({ programs, seed = 1, lanes = 2 }: MixOptions): Promise<MixResult> {
  using aim = target();
  const { executable } = findInterpreter();
  const prefixes = [dirname(dirname(executable))].filter((path) => path !== "/usr");
  const wrapper = guarded({ as: "user", executable, prefixes, target: aim, seconds: 3600 });
  const attacks = readAttacks(aim);
  const random = seededRandom(seed);
  const pick = <T>(items: T[]) => items[Math.floor(random() * items.length)];
  const result: MixResult = { honest: 0, hostile: 0, wrong: [], lanesStarted: 0 };
  function* source(): Generator<Program & { wanted?: Status; name: string }> {
    const test = { test: checkAdd, entryPoint: "add" };
    for (let n = 0; n < programs; n++) {
      if (random() < 0.5) {
        const [wanted, code] = pick(honest);
        // An honest program has the usual limits: only the hostile ones are cut short.
        yield { code, wanted, name: `honest ${wanted}`, ...test };
      } else {
        const { family, name, code } = pick(attacks);
        yield { code, name: `${family}: ${name}`, limits: batteryLimits, ...test };
      }
    }
  }
  const start = () => {
    result.lanesStarted++;
    return NativeLane.start({ executable, isolation: "namespaces", profile: "plain", wrapper });
  };
  await using pool = new Pool({ engine: "native", protection: "", python: "", start, lanes });
  for await (const { program: { name, wanted }, verdict } of pool.stream(source())) {
    if (wanted) result.honest++;
    else result.hostile++;
    const right = wanted ? verdict.status === wanted : verdict.status !== "passed";
    if (!right) result.wrong.push(`${name} → ${verdict.status} ${verdict.reason ?? ""}`);
  }
  return result;
}

if (import.meta.main) {
  const { values } = parseArgs({
    options: {
      programs: { type: "string", default: "2000" },
      seed: { type: "string", default: "1" },
    },
  });
  const { programs, seed } = values;
  console.log(JSON.stringify(await mix({ programs: Number(programs), seed: Number(seed) })));
}
