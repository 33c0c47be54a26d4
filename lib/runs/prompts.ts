/** `prompts.json`: what each task of a run asks for, so that a run can be looked into by itself. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { writeWhole } from "../base/mod.ts";
import type { Task } from "../tasks/mod.ts";

const file = (folder: string) => join(folder, "prompts.json");

export function writePrompts(folder: string, tasks: readonly Task[]): void {
  const prompts = tasks.map(({ id, prompt }) => [id, prompt.complete ?? prompt.instruct ?? ""]);
  writeWhole(file(folder), JSON.stringify(Object.fromEntries(prompts)) + "\n");
}

/** By the tasks' ids; none where there is no such file. */
export function readPrompts(folder: string): Record<string, string> {
  if (!existsSync(file(folder))) return {};
  return z.record(z.string(), z.string()).parse(JSON.parse(readFileSync(file(folder), "utf8")));
}
