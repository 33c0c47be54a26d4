/**
 * `deno task starter:build`: makes `data/starter/tasks.jsonl`, and the counts and hash in the card
 * beside it, from the sources in `data/starter/tasks/` and, after them, `data/starter/more/`; and
 * `data/research-starter/rows.jsonl` with its card from `data/research-starter/sources/`.
 */
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseResearchSource, parseStarterTask, StarterMetadata, Task } from "../tasks/mod.ts";
import { writeWhole } from "../base/mod.ts";

/** The three files of the set, as they should be. */
export function buildStarter(folder: string | URL): { jsonl: string; card: string } {
  const at = (path: string) => new URL(path, folder);
  const tasks = ["tasks/", "more/"].flatMap((part) =>
    readdirSync(at(part)).filter((file) => file.endsWith(".py")).sort().map((file) =>
      Task.parse(parseStarterTask(file.slice(0, -3), readFileSync(at(part + file), "utf8")))
    )
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

/** The two made files of the research set, as they should be. */
export function buildResearchStarter(folder: string | URL): { jsonl: string; card: string } {
  const at = (path: string) => new URL(path, folder);
  const sources = readdirSync(at("sources/")).filter((file) => file.endsWith(".py")).sort();
  const modules = sources.map((file, i) =>
    parseResearchSource(file.slice(0, -3), readFileSync(at(`sources/${file}`), "utf8"), i)
  );
  const rows = modules.flat();
  const jsonl = rows.map((row) => JSON.stringify(row) + "\n").join("");
  const line = (name: string, some: typeof rows) => {
    const tests = some.reduce((sum, { tests }) => sum + tests.length, 0);
    const longest = Math.max(...some.map((row) => row.function.length));
    return `| ${[name, some.length, tests, longest].join(" | ")} |\n`;
  };
  const hash = createHash("sha256").update(jsonl).digest("hex");
  const counts = [
    "| module | functions | tests | longest function, characters |\n|---|--:|--:|--:|\n",
    ...modules.map((some) => line(some[0].file, some)),
    line("all", rows),
    `\n\`rows.jsonl\` has the sha256 \`${hash}\`.\n`,
  ].join("");
  const card = readFileSync(at("README.md"), "utf8").replace(
    /(?<=<!-- built -->\n)[^]*(?=<!-- end -->)/,
    () => counts,
  );
  return { jsonl, card };
}

if (import.meta.main) {
  const folder = new URL("../../data/starter/", import.meta.url);
  const { jsonl, card } = buildStarter(folder);
  writeWhole(fileURLToPath(new URL("tasks.jsonl", folder)), jsonl);
  writeWhole(fileURLToPath(new URL("README.md", folder)), card);
  console.log(`data/starter/tasks.jsonl: ${jsonl.split("\n").length - 1} tasks`);
  const research = new URL("../../data/research-starter/", import.meta.url);
  const made = buildResearchStarter(research);
  writeWhole(fileURLToPath(new URL("rows.jsonl", research)), made.jsonl);
  writeWhole(fileURLToPath(new URL("README.md", research)), made.card);
  console.log(`data/research-starter/rows.jsonl: ${made.jsonl.split("\n").length - 1} rows`);
}
