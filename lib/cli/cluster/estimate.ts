/**
 * How long a program takes, so that shards can be cut by time: programs drawn evenly from all rows are
 * judged here, with as many lanes as a shard will have, and the time that this took is divided by them.
 *
 * It is a mean with few programs behind it, on this machine: shards of a slower one take longer, and where
 * one program in a hundred runs into its time limit, the mean may be off by half.
 */
import { random } from "../../base/mod.ts";
import type { Sandbox } from "../../sandbox/mod.ts";
import {
  canonicalSamples,
  checkedTexts,
  type Sample,
  SampleCount,
  sampleOf,
} from "../readSamples.ts";
import type { ScoreInput } from "../scoreInput.ts";

/** How many programs are judged for it. */
export const probed = 64;

/** Seconds after which it ends with fewer. */
const atMost = 60;

/** Keeps `n` of what it is given, each as likely as any other (Vitter 1985, algorithm R). */
export class Draw<T> {
  readonly kept: T[] = [];
  readonly #random = random(0);
  #seen = 0;

  constructor(readonly n: number) {}

  add(one: T): void {
    this.#seen++;
    if (this.kept.length < this.n) {
      this.kept.push(one);
      return;
    }
    const place = this.#random.integer(0, this.#seen - 1);
    if (place < this.n) this.kept[place] = one;
  }
}

/** Reads all samples once: checks every row, counts, and draws those that are judged for the estimate. */
export async function lookThrough(
  { file, chosen, all }: ScoreInput,
): Promise<{ count: SampleCount; drawn: () => Sample[] }> {
  const count = new SampleCount();
  if (file === undefined) {
    const draw = new Draw<Sample>(probed);
    for await (const one of canonicalSamples(chosen, { count })) draw.add(one);
    return { count, drawn: () => draw.kept };
  }
  const draw = new Draw<Parameters<typeof sampleOf>[0]>(probed);
  for await (const one of checkedTexts(file, chosen, { all, count })) draw.add(one);
  return { count, drawn: () => draw.kept.map(sampleOf) };
}

/** Seconds a program on one lane; undefined where there is no program. */
export async function secondsPerProgram(
  drawn: readonly Sample[],
  python: Sandbox,
): Promise<number | undefined> {
  const started = performance.now();
  const passed = () => (performance.now() - started) / 1000;
  let judged = 0;
  for await (const _ of python.judge(random(1).shuffle(drawn))) {
    judged++;
    if (passed() > atMost) break;
  }
  const seconds = passed();
  return judged ? seconds * Math.min(python.lanes, judged) / judged : undefined;
}
