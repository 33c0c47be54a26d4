/**
 * Where each set is from, pinned: the address names a revision and the hash is checked.
 *
 * A file without `sha256` has no hash that we could verify when this table was written (their
 * publishers give none): its first download is kept with its hash, and a later change is refused.
 */

export interface SourceFile {
  /** The name in `TRACELAB_DATA` and in the cache. */
  file: string;
  /** Other names under which people keep the same file. */
  aliases?: string[];
  url: string;
  revision: string;
  sha256?: string;
  licence: string;
}

const humanEval = "6d43fb980f9fee3c892a914eda09951f772ad10d";
const googleResearch = "e20eb00d074cdb569ee27318f112ea1e85bbb98f";
const bigCodeBench = "a3b89850db670d7302571142b881e4f85eef18e3";
const apps = "21e74ddf8de1a21436da12e3e653065c5213e9d1";
const leetCode = "9477c14d76dcbdef67d70f0e258ad2c2d4178fec";
const raw = "https://raw.githubusercontent.com";

/**
 * By the key that `find` takes: a set, or a set and its part.
 *
 * @example
 * ```ts
 * import { sources } from "tracelab/tasks";
 * sources.humaneval.licence; // "MIT"
 * ```
 */
export const sources: Record<string, SourceFile> = {
  humaneval: {
    file: "HumanEval.jsonl.gz",
    aliases: ["HumanEval.jsonl"],
    url: `${raw}/openai/human-eval/${humanEval}/data/HumanEval.jsonl.gz`,
    revision: humanEval,
    sha256: "b796127e635a67f93fb35c04f4cb03cf06f38c8072ee7cee8833d7bee06979ef",
    licence: "MIT",
  },
  "humaneval+": {
    file: "HumanEvalPlus.jsonl.gz",
    aliases: ["HumanEvalPlus-v0.1.10.jsonl.gz", "HumanEvalPlus-v0.1.10.jsonl"],
    url:
      "https://github.com/evalplus/humanevalplus_release/releases/download/v0.1.10/HumanEvalPlus.jsonl.gz",
    revision: "v0.1.10",
    sha256: "272720b90ac375502c8ed23cd791c2a93dfb22a911641a494da74a426c09f101",
    licence: "Apache-2.0",
  },
  mbpp: {
    file: "mbpp.jsonl",
    aliases: ["mbpp.jsonl.gz"],
    url: `${raw}/google-research/google-research/${googleResearch}/mbpp/mbpp.jsonl`,
    revision: googleResearch,
    licence: "CC-BY-4.0",
  },
  "mbpp/sanitized": {
    file: "sanitized-mbpp.json",
    url: `${raw}/google-research/google-research/${googleResearch}/mbpp/sanitized-mbpp.json`,
    revision: googleResearch,
    sha256: "ca95deaa9a01ef0a6f439f88bcf0dd3db3563d22f22aad6cae04ebb9a8d8c8e9",
    licence: "CC-BY-4.0",
  },
  "mbpp+": {
    file: "MbppPlus.jsonl.gz",
    aliases: ["MbppPlus-v0.2.0.jsonl.gz", "MbppPlus-v0.2.0.jsonl"],
    url: "https://github.com/evalplus/mbppplus_release/releases/download/v0.2.0/MbppPlus.jsonl.gz",
    revision: "v0.2.0",
    sha256: "af43697e8791c4c149bdfd6b489d8b5412507551ac20e28a439f650b8225db63",
    licence: "Apache-2.0",
  },
  bigcodebench: {
    file: "BigCodeBench.jsonl.gz",
    aliases: ["BigCodeBench-v0.1.0_hf.jsonl", "BigCodeBench.jsonl"],
    url:
      `${raw}/bigcode-project/bigcodebench-annotation/${bigCodeBench}/hf_data/BigCodeBench.jsonl.gz`,
    revision: bigCodeBench,
    sha256: "58142744edaf6036387f8761701f1b353432b0ed33f2edec1de8a59e7431ef7a",
    licence: "Apache-2.0",
  },
  "bigcodebench/hard": {
    file: "BigCodeBench-Hard.jsonl.gz",
    aliases: ["BigCodeBench-Hard-v0.1.0_hf.jsonl", "BigCodeBench-Hard.jsonl"],
    url:
      "https://github.com/bigcode-project/bigcodebench-annotation/releases/download/v0.1.0_hf/BigCodeBench-Hard.jsonl.gz",
    revision: "v0.1.0_hf",
    licence: "Apache-2.0",
  },
  "apps/test": {
    file: "apps-test.jsonl",
    aliases: ["apps-test.jsonl.gz"],
    url: `https://huggingface.co/datasets/codeparrot/apps/resolve/${apps}/test.jsonl`,
    revision: apps,
    licence: "MIT",
  },
  "apps/train": {
    file: "apps-train.jsonl",
    aliases: ["apps-train.jsonl.gz"],
    url: `https://huggingface.co/datasets/codeparrot/apps/resolve/${apps}/train.jsonl`,
    revision: apps,
    sha256: "45e82ef22ed8e7c0c04d881a21b923e9dd233157896b0b8d5b3493e887499cae",
    licence: "MIT",
  },
  leetcode: {
    file: "LeetCodeDataset-v0.3.1-test.jsonl.gz",
    aliases: ["leetcode-v0.3.1-test.jsonl.gz", "LeetCodeDataset-v0.3.1-test.jsonl"],
    url: `${raw}/newfacade/LeetCodeDataset/${leetCode}/data/LeetCodeDataset-v0.3.1-test.jsonl.gz`,
    revision: leetCode,
    sha256: "3ae536cb41342076691730b72424fdfb9264f233e05c81bf37b5f7e227ea1853",
    licence: "MIT",
  },
};
