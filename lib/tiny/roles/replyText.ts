import type { Task } from "../../tasks/mod.ts";
import type { Intent } from "../../models/mod.ts";
import { readTask } from "./readTask.ts";
import { bodyIn } from "./tinyDialect.ts";

/** What stands before a body: the task's own prompt where it is a program's beginning. */
function headOf(task: Task, intent: Intent): string {
  const { complete } = task.prompt;
  if (complete?.includes("def ")) return complete.endsWith("\n") ? complete : `${complete}\n`;
  const name = task.entryPoint ?? "f";
  return `def ${name}(${readTask(task, intent).parameters}):\n`;
}

const numbered = (lines: string[]) => lines.map((line, i) => `${i + 1}. ${line}`).join("\n");

/**
 * What the model's answer means to whoever asked: a whole program, a numbered plan, new
 * instructions, test calls, a lesson, a judgement in the words of its protocol.
 */
export function replyText(intent: Intent, answer: string): string {
  switch (intent.kind) {
    case "solve":
    case "repair":
      return `${headOf(intent.task, intent)}${answer.trimEnd()}\n`;
    case "plan":
      return `${numbered(answer.trim().split("\n"))}\nLogic: AND`;
    case "edgeTests":
      return answer.trim().replace(/^f\(/gm, `${intent.task.entryPoint ?? "f"}(`);
    case "judge":
      return judgement(intent, answer.trim() === "right");
    default:
      return answer.trim();
  }
}

/**
 * The answer that a reply stands for: what the embedded model is taught to write. The inverse of
 * `replyText`, and for the reply of another model to the same intent, as near as it comes.
 *
 * @param code The program in the reply, where it was taken out.
 */
export function answerOf(intent: Intent, reply: string, code = reply): string {
  switch (intent.kind) {
    case "solve":
    case "repair": {
      const head = headOf(intent.task, intent);
      const body = reply.startsWith(head) ? reply.slice(head.length) : bodyIn(code);
      return `${body.trimEnd()}\n`;
    }
    case "plan": {
      const steps = [...reply.matchAll(/^\s*\d+[.)]\s*(.*\S)/gm)].map(([, step]) => step);
      return steps.join("\n");
    }
    case "edgeTests":
      return reply.trim().replace(/^\w+\(/gm, "f(");
    case "judge":
      return reply === judgement(intent, true) ? "right" : "wrong";
    default:
      return reply.trim();
  }
}

function judgement(intent: Extract<Intent, { kind: "judge" }>, right: boolean): string {
  switch (intent.protocol) {
    case "taxonomy":
      return JSON.stringify({
        inconsistencies: right
          ? []
          : [{ inconsistency: "the program gives other results", severity: "Major" }],
      });
    case "summarise":
      return right ? "Yes" : "No";
    default:
      return right ? "[[Correct]]" : "[[Incorrect]]";
  }
}
