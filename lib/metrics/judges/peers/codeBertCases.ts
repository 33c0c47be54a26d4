/** What PyPI's code-bert-score says with the small random RoBERTa: pairs, cases, and our options for each. */
import { readFileSync } from "node:fs";
import { z } from "zod";
import type { CodeBertScoreOptions } from "../codeBertScore.ts";

const Values = z.object({
  pairs: z.array(z.tuple([z.string(), z.string()])),
  cases: z.array(z.object({
    name: z.string(),
    sources: z.array(z.string()).nullable(),
    scores: z.array(z.array(z.number())),
  })),
});

export const codeBertCases = Values.parse(JSON.parse(
  readFileSync(new URL("./code_bert_values.json", import.meta.url), "utf8"),
));

export const optionsOf: Record<string, CodeBertScoreOptions> = {
  punctuation: { punctuation: true },
  "layer 1": { layer: 1 },
  idf: { idf: true },
  "sources, punctuation": { punctuation: true },
  "blank sources, punctuation": { punctuation: true },
};
