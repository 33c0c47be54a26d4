/**
 * The progress of long work in a notebook: a line for each that goes on, drawn again while the cell
 * runs, and empty when it ends. Nothing where no kernel is; `TRACELAB_PROGRESS=0` turns it off, as
 * headless runs do.
 */
import process from "node:process";
import { type Screen, type Watched, watchOn } from "../base/mod.ts";
import { denoJupyter } from "./denoJupyter.ts";
import { escapeHtml } from "./html.ts";
import { liveDisplay } from "./liveDisplay.ts";
import { $display } from "./displayable.ts";
import { tslabModule } from "./tslab.ts";

/** Work that is done sooner is not told of. */
const SILENT_MS = 1500;
const EVERY_MS = 500;

/** `base-code/main: 40 of 164 attempts · 3.1 a second · 40 s left · $0.02 · 4 failed`. */
export function progressText(work: Watched, now: number = performance.now()): string {
  const { label, unit, total, done, cost, failed, since } = work;
  const seconds = (now - since) / 1000, rate = done / seconds;
  const left = total !== undefined && done > 0 && done < total ? (total - done) / rate : undefined;
  return [
    `${label}: ${done}${total === undefined ? "" : ` of ${total}`} ${unit}`,
    done > 0 && (rate >= 1 ? `${rate.toFixed(1)} a second` : `${(1 / rate).toFixed(1)} s each`),
    left === undefined ? `${Math.round(seconds)} s` : `${duration(left)} left`,
    cost > 0 && `$${cost.toFixed(cost < 0.1 ? 4 : 2)}`,
    failed > 0 && `${failed} failed`,
  ].filter(Boolean).join(" · ");
}

function duration(seconds: number): string {
  if (seconds < 90) return `${Math.ceil(seconds)} s`;
  return seconds < 5400 ? `${Math.round(seconds / 60)} min` : `${(seconds / 3600).toFixed(1)} h`;
}

/**
 * Shows work on a place of its own.
 *
 * @param place makes the place. @default {liveDisplay}
 */
export function progressScreen(
  place: () => (value: unknown) => Promise<void> = liveDisplay,
  { silentMs = SILENT_MS, everyMs = EVERY_MS } = {},
): Screen {
  const works = new Set<Watched>();
  let live: ReturnType<typeof place> | undefined, timer: ReturnType<typeof setInterval> | undefined;
  let last = Promise.resolve();
  const shown = (text: string) => ({
    [$display]: () =>
      text === ""
        ? { "text/html": "", "text/plain": "" }
        : { "text/html": `<pre>${escapeHtml(text)}</pre>`, "text/plain": text },
  });
  // A line that cannot be shown costs no work.
  const show = (text: string, on = live) =>
    last = last.then(() => on?.(shown(text))).catch(() => {});
  const draw = () => {
    const now = performance.now();
    const long = [...works].filter(({ since }) => now - since >= silentMs);
    if (!long.length) return;
    live ??= place();
    show(long.map((work) => progressText(work, now)).join("\n"));
  };
  return (work) => {
    works.add(work);
    timer ??= setInterval(draw, everyMs);
    return () => {
      works.delete(work);
      if (works.size) return;
      clearInterval(timer);
      timer = undefined;
      if (!live) return;
      const emptied = show("");
      live = undefined; // the next cell's work has a place of its own
      return emptied;
    };
  };
}

/** Watches long work, where this runs in a kernel; nothing is shown where that is turned off. */
export function watchInKernel(): void {
  const { TRACELAB_PROGRESS } = process.env;
  const off = TRACELAB_PROGRESS === "0" || TRACELAB_PROGRESS === "off";
  if (denoJupyter() || tslabModule()) watchOn(off ? () => () => {} : progressScreen());
}
