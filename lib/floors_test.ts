/** The house rule of the README's design section: a room imports only from floors below, through `mod.ts`. */
import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";

const root = import.meta.dirname!;
const floors: Record<string, number> = {
  tasks: 0,
  "tasks/tiny": 0,
  sandbox: 1,
  models: 1,
  "models/tiny": 1,
  runs: 2,
  metrics: 3,
  methods: 3,
  show: 4,
  notebook: 4,
  cli: 5,
  testing: 5,
};
/** Rooms that a room of the same floor may use, each with its reason. */
const allowed: Record<string, string[]> = {
  models: ["models/tiny"], // the `tiny` URI
  "models/tiny": ["models"], // the interface it implements
  runs: ["metrics"], // summary.json holds the metrics of the run
  methods: ["metrics"], // pass ratios decide what a method does next
  "tasks/tiny": ["tasks"],
  tasks: ["tasks/tiny"], // loadTasks("tiny")
  notebook: ["show"],
};

const roomOf = (file: string) => {
  const [a, b] = relative(root, file).split("/");
  return `${a}/${b}` in floors ? `${a}/${b}` : a;
};

Deno.test("a room imports only from floors below it, and only through their mod.ts", () => {
  for (const file of globSync(`${root}/*/**/*.ts`)) {
    if (/_test\.ts$|\/bench|_bench\.ts$|\/dist\//.test(file)) continue;
    const room = roomOf(file);
    assert(room in floors, `${relative(root, file)}: a room without a floor`);
    for (const [, target] of readFileSync(file, "utf8").matchAll(/^[^*\n]*?from "(\.[^"]+)"/gm)) {
      const to = resolve(dirname(file), target), other = roomOf(to);
      if (other === room) continue;
      const where = `${relative(root, file)} imports ${relative(root, to)}`;
      // What tests are made of may reach inside.
      if (room !== "testing" && !join(to).endsWith("/mod.ts")) {
        assert.fail(`${where}: only mod.ts is a room's door`);
      }
      if (floors[other] >= floors[room] && !allowed[room]?.includes(other)) {
        assert.fail(`${where}: floor ${floors[other]} from floor ${floors[room]}`);
      }
    }
  }
});
