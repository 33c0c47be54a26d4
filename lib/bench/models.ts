/**
 * `deno task bench models`: what the lab costs over the model it asks.
 *
 * - calls: many requests to a local server that takes 50 ms, 64 at a time, against the ideal time
 *   and against bare `fetch` calls that keep nothing
 * - recorded: many stored completions, opened and answered: a hundred samples a prompt, and one
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { parseArgs } from "node:util";
import { Task } from "../tasks/mod.ts";
import { model } from "../engines/mod.ts";
import { dialects, modelFrom, solve } from "../models/mod.ts";

export async function bench(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      json: { type: "boolean", default: false },
      requests: { type: "string", default: "10000" },
      recorded: { type: "string", default: "100000" },
    },
  });
  const folder = mkdtempSync(join(tmpdir(), "bench-models-"));
  try {
    const results = {
      calls: await calls(join(folder, "calls.jsonl"), Number(values.requests)),
      recorded: await recorded(join(folder, "samples.jsonl"), Number(values.recorded), 100),
      distinct: await recorded(join(folder, "prompts.jsonl"), Number(values.recorded), 1),
    };
    if (values.json) return console.log(JSON.stringify(results));
    const { calls: c, recorded: many, distinct } = results;
    console.log(
      `${c.requests} requests of ${c.latencyMs} ms, ${c.concurrency} at a time: ${c.seconds} s, ` +
        `ideal ${c.idealSeconds} s (+${c.overheadPercent} %), ` +
        `${c.cpuSeconds} s of processor time, peak memory ${c.peakMb} MB; ` +
        `bare fetch ${c.fetchSeconds} s: ${round(c.seconds / c.fetchSeconds)} times its time`,
    );
    for (const r of [many, distinct]) {
      console.log(
        `${r.completions} recorded completions (${r.tasks} tasks, ${r.samples} samples each, ${r.mb} MB): opened in ${r.openSeconds} s, ` +
          `opened and answered in ${r.seconds} s (${r.cpuSeconds} s of processor time)`,
      );
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const round = (value: number, digits = 2) => Number(value.toFixed(digits));

const plain = Task.parse({ id: "bench/0", set: "bench", prompt: {}, hidden: { kind: "run" } });

function task(n: number): Task {
  return {
    ...plain,
    id: `bench/${n}`,
    prompt: {
      complete: `def f${n}(numbers: list[int]) -> int:\n    """Return the sum of the numbers, ` +
        `of those that are larger than ${n} only.\n    >>> f${n}([${n}, ${n + 1}])\n    ${
          n + 1
        }\n    """\n`,
    },
    entryPoint: `f${n}`,
  };
}

function* requests(count: number, samples = 1, from = 0) {
  for (let n = from; n < from + count; n++) yield solve(task(n), { samples });
}

async function calls(store: string, count: number) {
  const latencyMs = 50, concurrency = 64;
  const stub = new Deno.Command(Deno.execPath(), {
    args: [
      "run",
      "-A",
      new URL("../testing/serveStub.ts", import.meta.url).pathname,
      `${latencyMs}`,
    ],
    stdout: "piped",
  }).spawn();
  let peak = 0;
  const meter = setInterval(() => peak = Math.max(peak, process.memoryUsage().rss), 50);
  try {
    const { value } = await stub.stdout.pipeThrough(new TextDecoderStream()).getReader().read();
    const url = value!.trim();
    const fetchSeconds = await bareFetch(`${url}/chat/completions`, count, concurrency);
    await using coder = model(`${url}#stub`, { store, concurrency });
    for await (const _ of coder.generate(requests(concurrency))); // connections and code are warm
    const start = performance.now(), cpu = process.cpuUsage();
    let answered = 0;
    for await (const _ of coder.generate(requests(count, 1, concurrency))) answered++;
    const seconds = (performance.now() - start) / 1000;
    const { user, system } = process.cpuUsage(cpu);
    if (answered !== count) throw new Error(`${answered} of ${count} requests were answered`);
    const idealSeconds = count / concurrency * latencyMs / 1000;
    return {
      requests: count,
      latencyMs,
      concurrency,
      seconds: round(seconds),
      idealSeconds: round(idealSeconds),
      overheadPercent: round((seconds / idealSeconds - 1) * 100, 1),
      cpuSeconds: round((user + system) / 1e6),
      peakMb: round(peak / 2 ** 20, 0),
      fetchSeconds: round(fetchSeconds),
    };
  } finally {
    clearInterval(meter);
    stub.kill("SIGKILL");
    await stub.status;
  }
}

/** Seconds for as many calls of `fetch`, their replies parsed and thrown away. */
async function bareFetch(url: string, count: number, concurrency: number): Promise<number> {
  const headers = { "content-type": "application/json" };
  const content = task(0).prompt.complete;
  const body = JSON.stringify({ model: "stub", messages: [{ role: "user", content }] });
  let left = concurrency + count;
  const calls = async (until: number) => {
    while (left > until) {
      left--;
      await (await fetch(url, { method: "POST", headers, body })).json();
    }
  };
  const all = (until: number) =>
    Promise.all(Array.from({ length: concurrency }, () => calls(until)));
  await all(count); // connections are warm
  const start = performance.now();
  await all(0);
  return (performance.now() - start) / 1000;
}

async function recorded(store: string, count: number, samples: number) {
  const tasks = count / samples;
  const body = "    return sum(number for number in numbers if number > limit)\n".repeat(4);
  await using writer = modelFrom("bench", () => ({
    dialect: dialects.chat,
    complete: () =>
      Promise.resolve({
        text: "```python\ndef f(numbers):\n" + body + "```",
        finishReason: "stop",
        usage: { promptTokens: 100, completionTokens: 100 },
      }),
  }), { store, concurrency: 1 });
  for await (const _ of writer.generate(requests(tasks, samples)));

  const all = [...requests(tasks, samples)];
  const start = performance.now(), cpu = process.cpuUsage();
  await using replay = model(`recorded:${store}`);
  let answered = 0, opened = 0;
  for await (const _ of replay.generate(all)) {
    opened ||= performance.now() - start;
    answered++;
  }
  const seconds = (performance.now() - start) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  if (answered !== count) throw new Error(`${answered} of ${count} completions were answered`);
  const { size } = Deno.statSync(store);
  return {
    completions: count,
    tasks,
    samples,
    mb: round(size / 2 ** 20, 0),
    openSeconds: round(opened / 1000),
    seconds: round(seconds),
    cpuSeconds: round((user + system) / 1e6),
  };
}
