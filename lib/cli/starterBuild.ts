/**
 * `deno task starter:build`: makes `data/starter/tasks.jsonl`, and the counts and hash in the card
 * beside it, from the sources in `data/starter/tasks/`.
 */
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseStarterTask, StarterMetadata, Task } from "../tasks/mod.ts";
import { writeWhole } from "../base/mod.ts";

/** The three files of the set, as they should be. */
export function buildStarter(folder: string | URL): { jsonl: string; card: string } {
  const at = (path: string) => new URL(path, folder);
  const sources = readdirSync(at("tasks/")).filter((file) => file.endsWith(".py")).sort();
  const tasks = sources.map((file) =>
    Task.parse(parseStarterTask(file.slice(0, -3), readFileSync(at(`tasks/${file}`), "utf8")))
  );
  const jsonl = tasks.map((task) => JSON.stringify(task) + "\n").join("");
  const card = readFileSync(at("README.md"), "utf8").replace(
    /(?<=<!-- built -->\n)[^]*(?=<!-- end -->)/,
    () => counts(tasks, jsonl),
  );
  return { jsonl, card };
}

function counts(tasks: Task[], jsonl: string): string {
  const levels = ["easy", "medium", "hard"];
  const about = (task: Task) => StarterMetadata.parse(task.metadata);
  const row = (name: string, some: Task[]) => {
    const sum = (key: "base" | "plus" | "wrong") =>
      some.reduce((total, task) => total + about(task)[key].length, 0);
    const level = levels.map((l) => some.filter((task) => about(task).difficulty === l).length);
    const cells = [name, some.length, ...level, sum("base"), sum("plus"), sum("wrong")];
    return `| ${cells.join(" | ")} |\n`;
  };
  const topics = [...new Set(tasks.map((task) => about(task).topic))].sort();
  const hash = createHash("sha256").update(jsonl).digest("hex");
  return [
    "| topic | tasks | easy | medium | hard | base tests | plus tests | wrong solutions |\n",
    "|---|--:|--:|--:|--:|--:|--:|--:|\n",
    ...topics.map((topic) => row(topic, tasks.filter((task) => about(task).topic === topic))),
    row("all", tasks),
    `\n\`tasks.jsonl\` has the sha256 \`${hash}\`.\n`,
  ].join("");
}

if (import.meta.main) {
  const folder = new URL("../../data/starter/", import.meta.url);
  const { jsonl, card } = buildStarter(folder);
  writeWhole(fileURLToPath(new URL("tasks.jsonl", folder)), jsonl);
  writeWhole(fileURLToPath(new URL("README.md", folder)), card);
  console.log(`data/starter/tasks.jsonl: ${jsonl.split("\n").length - 1} tasks`);
}
