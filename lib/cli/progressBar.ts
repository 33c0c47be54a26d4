import process from "node:process";

/** A bar on a terminal; nothing in a pipe. */
export function progressBar(label: string): {
  show(done: number, total: number): void;
  end(): void;
} {
  const { isTTY } = process.stderr;
  const started = performance.now();
  let drawn = 0;
  return {
    show(done, total) {
      const now = performance.now();
      if (!isTTY || (now - drawn < 100 && done < total)) return;
      drawn = now;
      const width = 30, filled = Math.round(width * done / total);
      const left = (now - started) / done * (total - done) / 1000;
      const bar = "█".repeat(filled) + "░".repeat(width - filled);
      process.stderr.write(`\r\x1b[K${label} ${bar} ${done}/${total} · ${left.toFixed(0)} s left`);
    },
    end() {
      if (isTTY && drawn) process.stderr.write("\r\x1b[K");
    },
  };
}
