/**
 * What is measured, by name: `deno task bench NAME`. A bench may reach inside the room that it
 * measures; nothing but its command imports one.
 *
 * @module
 */
export const benches: Record<string, () => Promise<{ bench(args: string[]): Promise<void> }>> = {
  edges: () => import("./edges.ts"),
  llama: () => import("./llama.ts"),
  models: () => import("./models.ts"),
  notebook: () => import("./notebook.ts"),
  prompt: () => import("./prompt.ts"),
  queue: () => import("./queue.ts"),
  research: () => import("./research.ts"),
  sandbox: () => import("./sandbox.ts"),
  tiny: () => import("./tiny.ts"),
  train: () => import("./train.ts"),
  viewer: () => import("./viewer.ts"),
};
