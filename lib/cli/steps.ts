/** Runs `deno` for the commands that check the project, one step after another, and counts. */
import process from "node:process";

const root = new URL("../..", import.meta.url).pathname;

/** What was counted so far. */
export interface Steps {
  readonly failed: number;
  /** A step that passes or fails as a whole. */
  step(name: string, ...args: string[]): Promise<void>;
  /** A step of many tests, counted one by one. */
  tests(name: string, ...args: string[]): Promise<void>;
  /** `12 passed, 0 failed, 2 skipped`. */
  closingLine(): string;
}

export function steps(): Steps {
  let passed = 0, failed = 0, skipped = 0;
  return {
    get failed() {
      return failed;
    },
    async step(name, ...args) {
      console.log(`\n# ${name}`);
      (await deno(...args)).ok ? passed++ : failed++;
    },
    async tests(name, ...args) {
      console.log(`\n# ${name}`);
      const { ok, output } = await deno(...args);
      // "ok | 12 passed (3 steps) | 0 failed | 2 ignored (1s)"
      const line = output.match(/^(?:ok|FAILED) \| .*$/gm)?.at(-1);
      const count = (word: string) => Number(line?.match(new RegExp(`(\\d+) ${word}`))?.[1] ?? 0);
      passed += count("passed");
      failed += count("failed");
      skipped += count("ignored");
      if (!ok && count("failed") === 0) failed++; // a module that does not load has no test to count
      if (ok && !line) failed++;
    },
    closingLine: () => `${passed} passed, ${failed} failed, ${skipped} skipped`,
  };
}

/** Runs deno; copies what it prints; returns whether it succeeded, and its output. */
async function deno(...args: string[]): Promise<{ ok: boolean; output: string }> {
  const child = new Deno.Command(Deno.execPath(), {
    args,
    cwd: root,
    stdout: "piped",
    stderr: "piped",
    env: { NO_COLOR: "1" },
  }).spawn();
  let output = "";
  const copy = async (from: ReadableStream<Uint8Array>, to: NodeJS.WritableStream) => {
    const decoder = new TextDecoder();
    for await (const chunk of from) {
      const text = decoder.decode(chunk, { stream: true });
      output += text;
      to.write(text);
    }
  };
  await Promise.all([copy(child.stdout, process.stdout), copy(child.stderr, process.stderr)]);
  return { ok: (await child.status).success, output };
}
