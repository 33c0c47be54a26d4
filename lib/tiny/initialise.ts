/** What is in a new model's memory. */
import { parameters } from "./config.ts";
import type { Operations } from "./operations.ts";
import { gaussian } from "./random.ts";

/** The cosines and sines of the rotary positions. */
export function writeRotations({ config, plan, floats }: Operations): void {
  const { context, width, heads } = config, half = width / heads / 2;
  for (let position = 0; position < context; position++) {
    for (let i = 0; i < half; i++) {
      const angle = position * 10000 ** (-i / half);
      floats[plan.cosines / 4 + position * half + i] = Math.cos(angle);
      floats[plan.sines / 4 + position * half + i] = Math.sin(angle);
    }
  }
}

/** Normal weights; those that write into the residual stream shrink with depth (GPT-2, section 2.3). */
export function initialWeights({ config, plan, floats }: Operations, seed: number): void {
  const { width, layers, hidden } = config;
  const next = gaussian(seed);
  const deviation = (name: string) => {
    if (name === "embedding") return 0.04;
    if (name.endsWith("output")) return 1 / Math.sqrt(width * 2 * layers);
    if (name.endsWith("down")) return 1 / Math.sqrt(hidden * 2 * layers);
    return 0.7 / Math.sqrt(width);
  };
  for (const { name, offset, rows, columns } of parameters(config)) {
    const start = plan.weights / 4 + offset;
    const values = floats.subarray(start, start + rows * columns);
    if (name.endsWith("gain")) values.fill(1);
    else values.forEach((_, i) => values[i] = next() * deviation(name));
  }
}
