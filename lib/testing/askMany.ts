/** Asks a server for COUNT samples, kept in FILE: `askMany.ts URI FILE COUNT CONCURRENCY`. To be killed. */
import process from "node:process";
import { model } from "../engines/mod.ts";
import { solve } from "../models/mod.ts";
import { Task } from "../tasks/mod.ts";

if (import.meta.main) {
  const [, , uri, store, count, concurrency] = process.argv;
  const samples = 10;
  const requests = Array.from({ length: Number(count) / samples }, (_, n) =>
    solve(
      Task.parse({
        id: `own/${n}`,
        set: "own",
        prompt: { complete: `def f${n}(x):\n    ...\n` },
        entryPoint: `f${n}`,
        hidden: { kind: "run" },
      }),
      { samples, seed: 100 * n },
    ));
  await using coder = model(uri, { store, concurrency: Number(concurrency) });
  for await (const _ of coder.generate(requests));
}
