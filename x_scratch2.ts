import { openRun, summarize } from "tracelab";
const root = Deno.args[0];
let peak = 0;
const t1 = performance.now();
const run = openRun("big", { root });
function* watched() {
  let n = 0;
  for (const a of run.stream()) {
    if (++n % 1000 === 0) peak = Math.max(peak, Deno.memoryUsage().rss);
    yield a;
  }
}
const s = summarize(watched());
console.log(
  "summarize",
  Math.round(performance.now() - t1),
  "ms peak MB",
  Math.round(peak / 1e6),
  s.attempts,
);
