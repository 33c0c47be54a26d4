// 200,000 attempts
import { attempt, openRun, record, summarize, Task, Verdict } from "tracelab";
const tasks = Array.from(
  { length: 1000 },
  (_, i) => Task.parse({ id: `HumanEval/${i}`, set: "x", prompt: {}, hidden: { kind: "run" } }),
);
const code = "def f(x):\n".padEnd(600, "    x += 1\n");
const root = Deno.makeTempDirSync();
const t0 = performance.now();
let peak = 0;
const watch = () => {
  peak = Math.max(peak, Deno.memoryUsage().rss);
};
const timer = setInterval(watch, 100);
await record(
  "big",
  { tasks, root },
  (async function* () {
    for (let s = 0; s < 200; s++) {
      for (const t of tasks) {
        const ok = (s * 7 + t.id.length) % 3 === 0;
        if (s % 10 === 0) watch();
        yield attempt({
          method: "m",
          taskId: t.id,
          sample: s,
          completion: {
            text: code,
            code,
            finishReason: "stop",
            usage: { promptTokens: 100, completionTokens: 200 },
            model: "x",
            sampling: { temperature: 0.8 },
            sample: s,
            key: `k${s}/${t.id}`,
            promptHash: "p",
          },
          verdict: Verdict.parse({
            status: ok ? "passed" : "failed",
            tests: [{ name: "a", status: ok ? "passed" : "failed" }],
            guarantee: "apart",
            engine: "native",
            cpuMs: 3,
            wallMs: 5,
            key: `v${s}/${t.id}`.padEnd(22, "x"),
          }),
        });
      }
    }
  })(),
);
console.log(
  "record",
  Math.round(performance.now() - t0),
  "ms peak MB",
  Math.round(peak / 1e6),
  "file MB",
  Math.round(Deno.statSync(root + "/big/main/attempts.jsonl").size / 1e6),
);
console.log(root);
