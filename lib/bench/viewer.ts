/**
 * `deno task bench viewer [--tasks N] [--rounds N] [--json]`: a run of many attempts (1000 tasks, two
 * arms, 50 rounds: 100,000) opened in Chromium, from the server and from its file: time until the grid
 * is there, to filter, to open an attempt, to search, and the memory that the page holds.
 */
import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { chromium as browsers, type Page } from "playwright-core";
import { attempt, openRun, record } from "../runs/mod.ts";
import { serveRuns, show } from "../show/mod.ts";
import { RunTexts } from "../show/viewer/runIndex.ts";
import { chromium } from "../testing/needs.ts";

/** The log of a run as `record` writes it; programs and verdicts are of an ordinary size (2 kB). */
async function manyAttempts(root: string, tasks: number, rounds: number): Promise<void> {
  const folder = join(root, "viewer/main");
  async function* none() {}
  await record("viewer", { tasks: [], root }, none());
  mkdirSync(folder, { recursive: true });
  const lines: string[] = [];
  const log = join(folder, "attempts.jsonl");
  writeFileSync(log, "");
  for (let task = 0; task < tasks; task++) {
    for (const arm of ["base", "adapt"]) {
      for (let round = 1; round <= rounds; round++) {
        lines.push(JSON.stringify(one(task, arm, round)));
      }
    }
    if (lines.length > 5000 || task === tasks - 1) {
      writeFileSync(log, lines.splice(0).join("\n") + "\n", { flag: "a" });
    }
  }
}

function one(task: number, arm: string, round: number) {
  const dice = (task * 31 + round * 17 + arm.length) % 10, passed = dice < 4;
  const body = Array.from(
    { length: 14 },
    (_, i) => `    value_${i} = xs[${i} % len(xs)] + ${dice * i}`,
  );
  const code = `def task_${task}(xs):\n${body.join("\n")}\n    return value_${dice}\n`;
  const call = `task_${task}([${round}, 2, 3])`;
  const error = { type: "AssertionError", message: "", stack: [], locals: {} };
  const failed = { name: "assert 0", status: "failed", call, expected: "6", got: "7", error };
  return attempt({
    method: "viewer",
    arm,
    round,
    taskId: `own/${task}`,
    completion: {
      text: "```python\n" + code + "```\n",
      code,
      finishReason: "stop",
      usage: { promptTokens: 120, completionTokens: 200 },
      model: "own:bench",
      sampling: { temperature: 0.8, seed: round },
      sample: 0,
      key: `${task}/${round}`,
      promptHash: "bench",
    },
    verdict: {
      status: passed ? "passed" : "failed",
      tests: passed ? [{ name: "assert 0", status: "passed" }] : [failed as never],
      error: passed ? undefined : error,
      stdout: "",
      stdoutBytes: 0,
      guarantee: "apart",
      engine: "native",
      cpuMs: 3,
      wallMs: 5,
    },
  });
}

/** Milliseconds of some work. */
async function timed(work: () => unknown): Promise<number> {
  const began = performance.now();
  await work();
  return Math.round(performance.now() - began);
}

async function opened(page: Page, url: string) {
  const said = page.locator(".said");
  const open = await timed(async () => {
    await page.goto(url, { waitUntil: "commit" });
    await page.locator("body[data-ready]").waitFor({ timeout: 120_000 });
  });
  console.error(`open ${open} ms`);
  const before = await said.textContent();
  const filter = await timed(async () => {
    await page.locator('.chip[data-status="failed"]').click();
    await page.waitForFunction(
      `document.querySelector(".said").textContent !== ${JSON.stringify(before)}`,
    );
  });
  const sample = await timed(async () => {
    await page.locator(".grid button.cell.s-failed").first().click();
    await page.locator(".sample .failing").waitFor();
  });
  const scroll = await timed(() =>
    page.evaluate(`new Promise((end) => {
      const box = document.querySelector(".pane.grid");
      let frames = 60;
      const step = () => { box.scrollTop += 400; frames-- ? requestAnimationFrame(step) : end(); };
      step();
    })`)
  );
  const client = await page.context().newCDPSession(page);
  await client.send("HeapProfiler.collectGarbage");
  const { usedSize } = await client.send("Runtime.getHeapUsage");
  const search = await timed(async () => {
    await page.getByLabel("search").fill("task_77(");
    await page.keyboard.press("Enter");
    await page.waitForFunction(
      `/^\\d+ of/.test(document.querySelector(".said").textContent) && location.hash.includes("q=")`,
      undefined,
      { timeout: 120_000 },
    );
  });
  return {
    open,
    filter,
    sample,
    "a frame": Math.round(scroll / 60),
    "heap MB": Math.round(usedSize / 1e6),
    search,
  };
}

/** Prints the table, or JSON with `--json`. */
export async function bench(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      tasks: { type: "string", default: "1000" },
      rounds: { type: "string", default: "50" },
      json: { type: "boolean", default: false },
    },
  });
  const tasks = Number(values.tasks), rounds = Number(values.rounds);
  const root = mkdtempSync(join(tmpdir(), "tracelab-viewer-"));
  try {
    await manyAttempts(root, tasks, rounds);
    console.error("recorded");
    const run = openRun("viewer", { root });
    const log = statSync(join(run.folder, "attempts.jsonl")).size;
    const open = (name: string) => openRun(name, { root });
    const rows: Record<string, unknown>[] = [];
    const looked = async (from: string, url: string) => {
      const browser = await browsers.launch({
        executablePath: chromium,
        args: ["--no-sandbox", "--disable-gpu"],
      });
      try {
        const page = await browser.newPage({
          viewport: { width: 1280, height: 800 },
          bypassCSP: true,
        });
        rows.push({ from, ...await opened(page, url) });
      } finally {
        await browser.close();
      }
    };
    // First without an index beside the log, then, as at each later start, with it.
    for (const from of ["server, first time", "server"]) {
      await using server = await serveRuns(() => [], { open });
      await looked(from, `${server.url}?run=viewer`);
    }
    const index = await timed(() => new RunTexts([run]));
    const file = join(root, "viewer.html");
    const written = await timed(() => show.run(run).save(file));
    await looked("file", pathToFileURL(file).href);
    const about = {
      attempts: tasks * 2 * rounds,
      "log MB": Math.round(log / 1e6),
      "file MB": Math.round(statSync(file).size / 1e6),
      "index ms": index,
      "write file ms": written,
    };
    if (values.json) return console.log(JSON.stringify({ ...about, rows }));
    const caption = Object.entries(about).map(([name, value]) => `${name}: ${value}`).join(" · ");
    const data = await show.displayData(show.table(rows, { caption: `milliseconds · ${caption}` }));
    console.log(data["text/plain"]);
  } finally {
    rmSync(root, { recursive: true });
  }
}
