/**
 * Random mixes of honest and hostile programs on the same lanes: every honest one must get the verdict
 * it gets alone. The long form of the test:
 * `deno run -A lib/sandbox/attacks/mix.ts --programs 2000 [--engine wasm] [--seed n]`.
 */
import { parseArgs } from "node:util";
import { seededRandom } from "../../base/mod.ts";
import { Pool } from "../pool.ts";
import type { Program } from "../program.ts";
import type { Status } from "../verdict.ts";
import { batteryLimits, checkAdd, judgedBy } from "./battery.ts";
import { target } from "./guarded.ts";
import { guardedNative, guardedWasm } from "./guardedLanes.ts";
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
  /** @default {"native"} */
  engine?: "native" | "wasm";
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

export async function mix(options: MixOptions): Promise<MixResult> {
  const { programs, engine = "native", seed = 1, lanes = 2 } = options;
  using aim = target();
  using guarded = engine === "native" ? guardedNative(aim) : await guardedWasm(aim);
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
        const attack = pick(attacks);
        const name = `${attack.family}: ${attack.name}`;
        yield {
          ...test,
          code: attack.code,
          ...pick(judgedBy(attack)),
          name,
          limits: batteryLimits,
        };
      }
    }
  }
  const start = () => {
    result.lanesStarted++;
    return guarded.start();
  };
  await using pool = new Pool({ engine, protection: "", python: "", start, lanes });
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
      engine: { type: "string", default: "native" },
    },
  });
  const engine = values.engine === "wasm" ? "wasm" : "native";
  const options = { programs: Number(values.programs), seed: Number(values.seed), engine } as const;
  console.log(JSON.stringify({ ...options, ...await mix(options) }));
}
