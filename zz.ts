import { checkNotebooks } from "./lib/notebook/mod.ts";
console.log("types:", await checkNotebooks(["notebooks/PromptOptimisation.ipynb"], Deno.cwd()));
