/** A task as a page: prompt, entry point, and the test a model may see. */
import { type Task, Task as TaskSchema } from "../tasks/mod.ts";
import { $display, type Displayable } from "./displayable.ts";
import { escapeHtml } from "./html.ts";

export function isTask(value: unknown): value is Task {
  return TaskSchema.safeParse(value).success;
}

/**
 * Shows a task.
 *
 * @example
 * ```ts
 * import { display, show, Task } from "tracelab";
 * const prompt = { complete: "def one():\n    ..." };
 * await display(show.taskPage(Task.parse({ id: "own/1", set: "own", prompt, hidden: { kind: "run" } })));
 * ```
 */
export function taskPage(task: Task): Displayable {
  const parts: [string, string][] = [];
  if (task.prompt.complete) parts.push(["complete this", task.prompt.complete]);
  if (task.prompt.instruct) parts.push(["in words", task.prompt.instruct]);
  const example = visibleText(task);
  if (example) parts.push(["visible example", example]);
  const facts = [
    task.entryPoint ? `entry point ${task.entryPoint}` : "reads stdin",
    `judged by ${task.hidden.kind}`,
    ...task.libraries.length ? [`uses ${task.libraries.join(", ")}`] : [],
  ].join(" · ");
  const blocks = parts.map(([title, text]) => {
    const font = title === "in words" ? "inherit" : "monospace";
    const style =
      `margin:0 0 0.6em;padding-left:0.8em;border-left:2px solid;white-space:pre-wrap;word-break:normal;overflow-wrap:anywhere;font-family:${font}`;
    return `<div style="opacity:0.7">${title}</div>` +
      `<pre style="${style}">${escapeHtml(text.trimEnd())}</pre>`;
  });
  const html = `<div><b>${escapeHtml(task.id)}</b> · ${escapeHtml(facts)}\n${
    blocks.join("\n")
  }</div>`;
  const text = parts.map(([title, text]) => `${title}:\n${text.trimEnd()}`).join("\n\n");
  return {
    [$display]: () => ({ "text/html": html, "text/plain": `${task.id} · ${facts}\n\n${text}` }),
  };
}

/** A row a task, as short as a list can be read: what is asked is its first line of words. */
export function taskRows(tasks: readonly Task[]): Record<string, string>[] {
  return tasks.map(({ id, set, entryPoint, prompt, hidden }) => ({
    task: id,
    set,
    "entry point": entryPoint ?? "",
    asks: asked(prompt),
    "judged by": hidden.kind,
  }));
}

function asked({ instruct, complete = "" }: Task["prompt"]): string {
  const docstring = /(?:"""|''')\s*([^]*?)(?:"""|''')/.exec(complete)?.[1];
  const text = instruct ?? docstring ?? complete;
  const line = text.split("\n").find((line) => line.trim() !== "")?.trim() ?? "";
  return line.length > 80 ? `${line.slice(0, 79)}…` : line;
}

function visibleText({ visible }: Task): string | undefined {
  switch (visible?.kind) {
    case "check":
    case "unittest":
      return visible.code;
    case "asserts":
      return visible.asserts.join("\n");
    case "stdio":
      return visible.cases.map(({ input, output }) => `${input}→ ${output}`).join("\n");
    case "call":
      return `${visible.inputs} → ${visible.outputs}`;
    case "inputs":
      return visible.base;
  }
}
