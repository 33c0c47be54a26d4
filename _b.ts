import { bench } from "./lib/models/bench.ts"; await bench(Deno.args);
