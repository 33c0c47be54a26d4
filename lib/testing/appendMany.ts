/** Appends COUNT completions to the store FILE, for tests with several processes: `appendMany.ts FILE COUNT`. */
import process from "node:process";
import { CompletionStore } from "../models/mod.ts";

if (import.meta.main) {
  const [, , file, count] = process.argv;
  const store = CompletionStore.open(file);
  for (let i = 0; i < Number(count); i++) {
    const key = `${process.pid}-${i}/0`;
    store.append(
      {
        key,
        model: "own",
        kind: "solve",
        role: "student",
        dialect: "chat",
        promptHash: "h",
        prompt: "p",
        sampling: {},
        sample: 0,
        text: key.repeat(1 + 997 * (i % 7)),
        finishReason: "stop",
        usage: {},
        at: new Date().toISOString(),
      },
      { text: "say something" },
      {
        recipe: "r",
        name: "solve",
        model: "own",
        dialect: "chat",
        sampling: {},
        template: { user: "{{task}}" },
      },
    );
  }
}
