import assert from "node:assert/strict";
import { scripted } from "../../engines/mod.ts";
import { attempt } from "../../runs/mod.ts";
import { sandbox } from "../../sandbox/mod.ts";
import { Task } from "../../tasks/mod.ts";
import { adapt } from "./adapt.ts";
import { distill } from "./distill.ts";
import { edgeCases } from "./edge/edgeCases.ts";
import { traceNotes } from "./notes.ts";
import { planInDocstring } from "./planInDocstring.ts";

const task = Task.parse({
  id: "own/1",
  set: "own",
  entryPoint: "double",
  prompt: { complete: "def double(x):\n", instruct: "Write `double(x)`: twice x." },
  canonical: "def double(x):\n    return 2 * x\n",
  visible: { kind: "asserts", asserts: ["assert double(2) == 4"] },
  hidden: { kind: "asserts", asserts: ["assert double(3) == 6"] },
});
const square = "def double(x):\n    return x * x\n";
const wrong = "def double(x):\n    return x\n";
const right = "def double(x):\n    return 2 * x\n";

Deno.test("every method of TRACE writes the notes of its schema", async () => {
  await using python = await sandbox({ lanes: 1 });
  const last = async (attempts: AsyncIterable<ReturnType<typeof attempt>>) =>
    (await Array.fromAsync(attempts)).filter(({ role }) => role === "student");
  const edge = await last(edgeCases({
    tasks: [task],
    python,
    coder: scripted({ solve: [square], repair: [right] }),
    helper: scripted({ edgeTests: ["assert double(0) == 0\nassert double(5) == 10"] }),
  }));
  const notes = traceNotes(edge[0], "edge-cases")!;
  assert.equal(notes.edge.status, "failed");
  assert(
    notes.proposals.some(({ source, outcome }) => source === "model" && outcome === "accepted"),
  );
  assert.equal(traceNotes(edge[0], "adapt"), undefined);

  const distilled = await last(distill({
    tasks: [task],
    python,
    coder: scripted([wrong, right]),
    helper: scripted({ rewrite: ["Write `double(x)`: add x to itself."] }),
  }));
  assert.equal(traceNotes(distilled[0], "distill"), undefined); // nothing was rewritten yet
  assert.match(traceNotes(distilled[1], "distill")!.prompt, /itself/);

  const planned = await last(adapt({
    tasks: [task],
    python,
    coder: scripted([wrong, right]),
    helper: scripted({ plan: ["1. Take x.\n2. Add it to itself."] }),
  }));
  assert.deepEqual(planned.map((one) => traceNotes(one, "adapt")!.depth), [1, 2]);
  assert.equal(traceNotes(planned[1], "adapt")!.plan.length, 2);

  const inDocstring = await last(planInDocstring({
    tasks: [task],
    python,
    coder: scripted([wrong, right]),
    helper: scripted({ plan: ["1. Take x.\n2. Add it to itself."] }),
  }));
  assert.equal(traceNotes(inDocstring[0], "plan-in-docstring"), undefined);
  assert.deepEqual(traceNotes(inDocstring[1], "plan-in-docstring")!.plan, {
    logic: "AND",
    steps: ["Take x.", "Add it to itself."],
  });
});
