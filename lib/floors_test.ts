/** The rule of the house: a room imports only from floors below, through `mod.ts`. */
import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import { dirname, relative, resolve } from "node:path";

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
  entries: 8,
};
/** Rooms that a room of the same floor may use, each with its reason. */
const allowed: Record<string, string[]> = {
  tasks: ["tinyWorld"], // loadTasks("tiny")
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

/** The modules of the house, without tests, and what each imports from it: types too. */
const modules = new Map(
  globSync(`${root}/*/**/*.ts`).filter((file) => !/_test\.ts$|\/dist\//.test(file)).map((file) => {
    const imports = readFileSync(file, "utf8").matchAll(/^[^*\n]*?(?:from |import\()"(\.[^"]+)"/gm);
    return [file, [...imports].map(([, target]) => resolve(dirname(file), target))] as const;
  }),
);

Deno.test("a room imports only from floors below it, and only through their mod.ts", () => {
  for (const [file, imports] of modules) {
    const room = roomOf(file);
    assert(room.split("/")[0] in floors, `${relative(root, file)}: a room without a floor`);
    for (const to of imports) {
      const other = roomOf(to);
      if (other === room) continue;
      const where = `${relative(root, file)} imports ${relative(root, to)}`;
      // What tests and benches are made of may reach inside.
      if (!["testing", "bench"].includes(room) && !to.endsWith("/mod.ts")) {
        assert.fail(`${where}: only mod.ts is a room's door`);
      }
      if (!mayUse(room, other)) {
        const [own, its] = [room, other].map((one) => floors[one.split("/")[0]]);
        assert.fail(`${where}: floor ${its} from floor ${own}`);
      }
    }
  }
});

Deno.test("no circle ties rooms, and none inside a room ties more than two files", () => {
  const rooms = new Map<string, string[]>();
  for (const [file, imports] of modules) {
    const room = roomOf(file);
    rooms.set(room, [...rooms.get(room) ?? [], ...imports.map(roomOf)]);
  }
  assert.deepEqual(circles(rooms), []);
  const files = circles(modules).filter((circle) => circle.length > 2);
  assert.deepEqual(files.map((circle) => circle.map((file) => relative(root, file))), []);
});

Deno.test("circles finds those that tie each other, by whatever way", () => {
  const graph = { a: ["b"], b: ["c", "d"], c: ["a"], d: ["e"], e: ["d"], f: ["a", "f"] };
  const found = circles(new Map(Object.entries(graph))).map((circle) => circle.sort());
  assert.deepEqual(found.sort(), [["a", "b", "c"], ["d", "e"]]);
});

/** The groups of two or more that reach each other (Tarjan 1972). */
function circles(graph: ReadonlyMap<string, readonly string[]>): string[][] {
  const found: string[][] = [], stack: string[] = [];
  const seen = new Map<string, number>(), low = new Map<string, number>();
  const visit = (node: string) => {
    const at = seen.size;
    seen.set(node, at);
    low.set(node, at);
    stack.push(node);
    for (const next of graph.get(node) ?? []) {
      if (!seen.has(next)) visit(next);
      if (stack.includes(next)) low.set(node, Math.min(low.get(node)!, low.get(next)!));
    }
    if (low.get(node) !== at) return;
    const circle = stack.splice(stack.indexOf(node));
    if (circle.length > 1) found.push(circle);
  };
  for (const node of graph.keys()) if (!seen.has(node)) visit(node);
  return found;
}
