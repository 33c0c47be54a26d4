import type { LoadOptions } from "../loadTasks.ts";
import { TaskSetError } from "../../base/mod.ts";
import type { Task } from "../task.ts";
import { type Split, tinyTasks } from "../../tinyWorld/mod.ts";

const splits = ["train", "validation", "test"];

/** The generated set behind `loadTasks("tiny")`: the seed draws other tasks instead of another order. */
export function loadTiny(options: LoadOptions): Task[] {
  const { split = "test", ids, form, visible = true, ...rest } = options;
  if (!splits.includes(split)) {
    throw new TaskSetError(`tiny has no split '${split}': it has ${splits.join(", ")}`);
  }
  const { seed } = rest;
  if (seed !== undefined && !Number.isInteger(seed)) {
    throw new TaskSetError(`'seed' must be an integer: ${seed}`);
  }
  if (ids?.length === 0) throw new TaskSetError("no task in tiny with none of its ids");
  const drawn = tinyTasks({ ...rest, split: split as Split });
  for (const id of ids ?? []) {
    if (!drawn.some((task) => task.id === id)) throw new TaskSetError(`no task '${id}' in tiny`);
  }
  return drawn.filter((task) => !ids || ids.includes(task.id)).map((task) => ({
    ...task,
    prompt: form ? { [form]: task.prompt[form] } : task.prompt,
    visible: visible ? task.visible : undefined,
  }));
}
