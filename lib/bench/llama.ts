/**
 * `deno task bench llama`: the engine of `gguf:` beside llama.cpp's own server (the Python package
 * `xllamacpp`), by turns in one run: tokens a second of a prompt and of replies, at 1 and 8 at a time,
 * and memory. Greedy; both keep what they computed of a prompt, so that every prompt is another.
 */
import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { median } from "d3-array";
import { findWeights, installEngine } from "../engines/mod.ts";
import { evenWeights } from "../engines/llama/evenWeights.ts";
import { LlamaProcess } from "../engines/llama/llamaProcess.ts";
import { llamaServer } from "../testing/llamaServer.ts";

const subjects =
  "reverse a list|count vowels|check a palindrome|merge two sorted lists|parse a date|sum the digits|find the longest word|flatten a nested list"
    .split("|");

/** What is measured: something that answers. */
interface Subject extends AsyncDisposable {
  ask(prompt: string, maxTokens: number): Promise<{ prompt: number; completion: number }>;
  pid: number;
}

interface Row {
  engine: string;
  slots: number;
  /** Tokens a second. */
  prompt: number;
  reply: number;
  /** Most memory that the process had, in MB. */
  mb?: number;
}

async function ours(file: string, slots: number, threads: number): Promise<Subject> {
  const engine = await installEngine();
  const child = new LlamaProcess({
    engine,
    model: await evenWeights(file),
    slots,
    context: 1024,
    threads,
  });
  await child.ready;
  return {
    pid: child.pid!,
    async ask(prompt, maxTokens) {
      const messages = [{ role: "user", content: prompt }];
      const job = { messages, temperature: 0, maxTokens, stop: [], logprobs: false, stream: false };
      const { promptTokens, cachedTokens, completionTokens } = await child.write(job);
      return { prompt: promptTokens - cachedTokens, completion: completionTokens };
    },
    [Symbol.asyncDispose]: () => child.close(),
  };
}

async function theirs(file: string, slots: number, threads: number): Promise<Subject> {
  const server = await llamaServer({ file, slots, context: 1024, threads });
  return {
    pid: server.pid,
    async ask(prompt, max_tokens) {
      const messages = [{ role: "user", content: prompt }];
      const response = await fetch(`${server.url}/chat/completions`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ messages, temperature: 0, max_tokens }),
      });
      const { usage } = await response.json();
      const cached = usage.prompt_tokens_details?.cached_tokens ?? 0;
      return { prompt: usage.prompt_tokens - cached, completion: usage.completion_tokens };
    },
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  };
}

let asked = 0;

async function measure(engine: string, subject: Subject, slots: number, tokens: number) {
  const timed = async (prompts: string[], maxTokens: number) => {
    const start = performance.now();
    const all = await Promise.all(prompts.map((prompt) => subject.ask(prompt, maxTokens)));
    const seconds = (performance.now() - start) / 1000;
    const sum = (of: "prompt" | "completion") => all.reduce((n, each) => n + each[of], 0);
    return { prompt: sum("prompt") / seconds, completion: sum("completion") / seconds };
  };
  const number = () => `Number ${++asked}. `;
  const long = number() + subjects.map((each) => `Explain how to ${each} in Python.`).join(" ")
    .repeat(4);
  const { prompt } = await timed([long], 1);
  const short = Array.from(
    { length: slots },
    (_, i) =>
      `${number()}Write a Python function to ${subjects[i % subjects.length]}, with a docstring.`,
  );
  const { completion: reply } = await timed(short, tokens);
  return { engine, slots, prompt, reply, mb: peak(subject.pid) };
}

function peak(pid: number): number | undefined {
  try {
    const status = readFileSync(`/proc/${pid}/status`, "utf8");
    return Number(status.match(/VmHWM:\s+(\d+)/)![1]) / 1000;
  } catch {
    return undefined; // not on this system
  }
}

export async function bench(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      json: { type: "boolean", default: false },
      model: { type: "string", default: "qwen2.5-coder-0.5b" },
      rounds: { type: "string", default: "3" },
      tokens: { type: "string", default: "48" },
      threads: { type: "string", default: "2" },
    },
  });
  const file = await findWeights(values.model), threads = Number(values.threads);
  const all: Row[] = [];
  for (let round = 0; round < Number(values.rounds); round++) {
    for (const slots of [1, 8]) {
      for (const [engine, open] of [["gguf:", ours], ["llama.cpp's server", theirs]] as const) {
        await using subject = await open(file, slots, threads);
        all.push(await measure(engine, subject, slots, Number(values.tokens)));
      }
    }
  }
  if (values.json) return console.log(JSON.stringify(all));
  for (const slots of [1, 8]) {
    const of = (engine: string, key: "prompt" | "reply" | "mb"): number =>
      median(
        all.filter((row) => row.engine === engine && row.slots === slots)
          .map((row) => row[key] ?? NaN),
      ) ?? NaN;
    for (const engine of ["gguf:", "llama.cpp's server"]) {
      console.log(
        `${slots} at a time, ${engine}: prompt ${of(engine, "prompt").toFixed(1)} tokens/s, ` +
          `replies ${of(engine, "reply").toFixed(1)} tokens/s, ${of(engine, "mb").toFixed(0)} MB`,
      );
    }
    const ratio = (key: "prompt" | "reply") =>
      (of("gguf:", key) / of("llama.cpp's server", key)).toFixed(2);
    console.log(`  ratio: prompt ${ratio("prompt")}, replies ${ratio("reply")}`);
  }
}
