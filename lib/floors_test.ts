/** The rule of the house: a room imports only from floors below, through `mod.ts`. */
import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";

const root = import.meta.dirname!;
const floors: Record<string, number> = {
  base: 0,
  tinyWorld: 1,
  tasks: 1,
  sandbox: 2,
  models: 2,
  tiny: 3,
  engines: 4,
  train: 5,
  runs: 5,
  metrics: 6,
  methods: 6,
  show: 7,
  notebook: 7,
  bench: 7,
  cli: 7,
  testing: 7,
};
/** Rooms that a room of the same floor may use, each with its reason. */
const allowed: Record<string, string[]> = {
  tasks: ["tinyWorld"], // loadTasks("tiny")
  runs: ["metrics"], // summary.json holds the metrics of the run
  methods: ["metrics"], // pass ratios decide what a method does next
  notebook: ["show"], // reports have tables and charts
  bench: ["notebook", "show", "testing"], // measured, or measured with
  cli: ["bench", "notebook", "show"], // what it starts
};

/** A published system's folder is a room of its own: `methods/trace`. */
const roomOf = (file: string) => {
  const [a, b, ...inside] = relative(root, file).split("/");
  return a === "methods" && inside.length ? `${a}/${b}` : a;
};

/** Whether a room may import from another one, whatever the file. */
function mayUse(room: string, other: string): boolean {
  const [own, system] = room.split("/"), [its, part] = other.split("/");
  if (own !== "methods" || its !== "methods") {
    return floors[its] < floors[own] || !!allowed[own]?.includes(its);
  }
  // `methods/mod.ts` opens them all; a system uses what all share, and never another system.
  return system === undefined || (part === "flow" && system !== "flow");
}

Deno.test("a room imports only from floors below it, and only through their mod.ts", () => {
  for (const file of globSync(`${root}/*/**/*.ts`)) {
    if (/_test\.ts$|\/dist\//.test(file)) continue;
    const room = roomOf(file);
    assert(room.split("/")[0] in floors, `${relative(root, file)}: a room without a floor`);
    const imports = readFileSync(file, "utf8")
      .matchAll(/^[^*\n]*?(?:from |import\()"(\.[^"]+)"/gm);
    for (const [, target] of imports) {
      const to = resolve(dirname(file), target), other = roomOf(to);
      if (other === room) continue;
      const where = `${relative(root, file)} imports ${relative(root, to)}`;
      // What tests and benches are made of may reach inside.
      if (!["testing", "bench"].includes(room) && !join(to).endsWith("/mod.ts")) {
        assert.fail(`${where}: only mod.ts is a room's door`);
      }
      if (!mayUse(room, other)) {
        const [own, its] = [room, other].map((one) => floors[one.split("/")[0]]);
        assert.fail(`${where}: floor ${its} from floor ${own}`);
      }
    }
  }
});
