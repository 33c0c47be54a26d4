/**
 * A small world for prompt optimisation on the stub server: functions that must give 0 for an empty
 * list, which only a failure tells, a coder that does so where its instructions say it, a debugger and
 * an optimiser that say what they are told to.
 */
import { Task } from "../tasks/mod.ts";
import type { ChatBody } from "./stubServer.ts";

const operations = ["largest", "smallest", "first", "last", "total", "longest"];

/** Tasks of a set; `canary` stands in their code. */
export function promptTasks(set: string, count: number, canary = ""): Task[] {
  return Array.from({ length: count }, (_, i) => {
    const name = `${operations[i % operations.length]}${set}${i}`;
    const body = `return sorted(xs)[-1] if xs else 0`;
    return Task.parse({
      id: `${set}/${i}`,
      set: "own",
      entryPoint: name,
      prompt: {
        instruct: `Write ${name}(xs) for the ${set} number ${i}: the biggest item of the list xs.`,
      },
      canonical: `def ${name}(xs):\n    # ${canary || "as usual"}\n    ${body}\n`,
      visible: { kind: "asserts", asserts: [`assert ${name}([1, 3]) == 3`] },
      hidden: {
        kind: "asserts",
        asserts: [`assert ${name}([4, 2]) == 4`, `assert ${name}([]) == 0`],
      },
    });
  });
}

export type PromptRole = "solve" | "analyse" | "optimise";

/** The whole text of a request, and who was asked. */
export function askedOf({ messages = [] }: ChatBody): { role: PromptRole; text: string } {
  const text = messages.map(({ content }) => content).join("\n\n");
  const role = text.includes("You review programs.")
    ? "analyse"
    : text.includes("You maintain the standing instructions")
    ? "optimise"
    : "solve";
  return { role, text };
}

export const lesson = "Return 0 when the list is empty.";

/** What the coder writes: right where the lesson is among its instructions. */
export function solved(text: string): string {
  const name = text.match(/(\w+)\(xs\)/)![1];
  const tail = text.includes(lesson) ? " if xs else 0" : "";
  return `\`\`\`python\ndef ${name}(xs):\n    return max(xs)${tail}\n\`\`\``;
}

/** Replies by role. */
export function promptReplies(
  own: { analyse?: (text: string) => string; optimise?: (text: string) => string } = {},
): (body: ChatBody) => string {
  const { analyse = () => "It raises for nothing.", optimise = () => `1. ${lesson}` } = own;
  return (body) => {
    const { role, text } = askedOf(body);
    return { solve: solved, analyse, optimise }[role](text);
  };
}
