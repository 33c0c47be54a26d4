/** APPS (codeparrot/apps): programs that read stdin, or functions with `fn_name`, at three difficulties. */
import { z } from "zod";
import { jsonFields, jsonItems, TaskSetError } from "../../base/mod.ts";
import { type Row } from "../reading/row.ts";
import { Task, type Test } from "../task.ts";
import { wireText } from "../reading/wireText.ts";

const shape = {
  id: z.number().optional(),
  problem_id: z.number().optional(),
  question: z.string(),
  /** A JSON list of programs, as text; empty where there are none. */
  solutions: z.string().default(""),
  /** `{"inputs": [], "outputs": [], "fn_name"?}`, as text; empty where there are none. */
  input_output: z.string(),
  difficulty: z.enum(["introductory", "interview", "competition"]),
  url: z.string().default(""),
  starter_code: z.string().default(""),
};

/**
 * What the harness of its authors puts before every program (`eval/testing_util.py` of hendrycks/apps,
 * MIT).
 */
const preamble = `import sys
import time
import itertools
from itertools import accumulate, product, permutations, combinations
import collections
from collections import Counter, OrderedDict, deque, defaultdict, ChainMap
from functools import lru_cache
import math
from math import sqrt, sin, cos, tan, ceil, fabs, floor, gcd, exp, log, log2
import fractions
from typing import List, Tuple
import numpy as np
import random
import heapq
from heapq import *
`;

/** A case's input or output is text, or a list of lines. */
function lines(text: string): string {
  const value: unknown = JSON.parse(text);
  return Array.isArray(value) ? value.join("\n") : String(value);
}

/**
 * A task of a row of `test.jsonl` or `train.jsonl`; undefined for the few rows without any test.
 *
 * @example
 * ```ts
 * import { apps, Row } from "tracelab/tasks";
 * const cases = JSON.stringify({ inputs: ["1\n"], outputs: ["2\n"] });
 * const text = JSON.stringify({
 *   id: 7, question: "Add one.", input_output: cases, solutions: "", starter_code: "",
 *   difficulty: "introductory",
 * });
 * apps(new Row(text, "own.jsonl:1"))?.id; // "APPS/7"
 * ```
 */
export function apps(row: Row): Task | undefined {
  const fields = row.read(shape);
  if (!fields.input_output.trim()) return undefined;
  const cases = jsonFields(fields.input_output);
  const inputs = jsonItems(cases.get("inputs") ?? "[]");
  const outputs = jsonItems(cases.get("outputs") ?? "[]");
  if (inputs.length === 0) return undefined;
  if (outputs.length !== inputs.length) {
    const counts = `${inputs.length} inputs and ${outputs.length} outputs`;
    throw new TaskSetError(`${row.where}: ${counts} in 'input_output'`);
  }
  const number = fields.id ?? fields.problem_id;
  if (number === undefined) throw new TaskSetError(`${row.where}: no field 'id' or 'problem_id'`);
  const name = cases.get("fn_name");
  const hidden: Test = name
    ? {
      kind: "call",
      inputs: `[${inputs.map(wireText).join(", ")}]`,
      outputs: `[${outputs.map(wireText).join(", ")}]`,
    }
    : {
      kind: "stdio",
      cases: inputs.map((input, i) => ({ input: lines(input), output: lines(outputs[i]) })),
    };
  const solutions: string[] = fields.solutions.trim() ? JSON.parse(fields.solutions) : [];
  const starter = fields.starter_code.trim() ? `\n\n${fields.starter_code}` : "";
  return Task.parse({
    id: `APPS/${number}`,
    set: "apps",
    prompt: { instruct: fields.question + starter },
    entryPoint: name && JSON.parse(name),
    preamble,
    visible: visibleOf(hidden, inputs, outputs),
    hidden,
    canonical: solutions[0],
    metadata: { difficulty: fields.difficulty, url: fields.url },
  });
}

/** The first case, where others stay hidden. */
function visibleOf(hidden: Test, inputs: string[], outputs: string[]): Test | undefined {
  if (inputs.length < 2) return undefined;
  if (hidden.kind === "stdio") return { ...hidden, cases: hidden.cases.slice(0, 1) };
  return {
    kind: "call",
    inputs: `[${wireText(inputs[0])}]`,
    outputs: `[${wireText(outputs[0])}]`,
  };
}
