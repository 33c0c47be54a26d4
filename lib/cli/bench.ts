/** `deno task bench NAME [options]`: measures one part of the lab; `--json` prints figures for a machine. */
const benches: Record<string, () => Promise<{ bench(args: string[]): Promise<void> }>> = {
  edges: () => import("../methods/bench.ts"),
  models: () => import("../models/bench.ts"),
  notebook: () => import("../notebook/bench.ts"),
  sandbox: () => import("../sandbox/bench.ts"),
  tiny: () => import("../models/tiny/bench.ts"),
};

if (import.meta.main) {
  const [name, ...args] = Deno.args;
  if (!Object.hasOwn(benches, name ?? "")) {
    console.error(`deno task bench NAME, one of: ${Object.keys(benches).join(", ")}`);
    Deno.exit(2);
  }
  const { bench } = await benches[name]();
  await bench(args);
}
