/**
 * The rows of a module of `data/research-starter/sources`: each function with the comment `# ask:`
 * before it (the instruction), and `# test:` and `# wrong:` after it (asserts; a plausible mistake as
 * `old => new`). The module without these comments is the file that the functions are of.
 */
import { TaskSetError } from "../../base/mod.ts";

export interface ResearchSourceRow {
  prompt: string;
  function: string;
  full_code: string;
  function_name: string;
  description: string;
  file: string;
  repo: string;
  extension_type: "py";
  file_number: number;
  file_length: number;
  avg_line_length: number;
  max_line_length: number;
  tests: string[];
  /** What stands before the first function: imports and constants. */
  preamble: string;
  /** The function with one plausible mistake, which the tests find. */
  wrong: string;
}

const comment = /^# (ask|test|wrong): (.*)$/;

/**
 * @param name The module's name: its functions are a repository of their own.
 * @throws {TaskSetError} for a function without instruction, tests or mistake
 */
export function parseResearchSource(
  name: string,
  source: string,
  number: number,
): ResearchSourceRow[] {
  const clean = source.split("\n").filter((line) => !comment.test(line)).join("\n")
    .replace(/\n{4,}/g, "\n\n\n").trim() + "\n";
  const [head, ...parts] = source.split(/^(?=# ask: )/m);
  const description = head.match(/"""([^]*?)"""/)?.[1] ?? "";
  const preamble = head.replace(/"""[^]*?"""\n/, "").trim();
  const lengths = clean.split("\n").map((line) => line.length);
  return parts.map((part) => {
    const said = { ask: [] as string[], test: [] as string[], wrong: [] as string[] };
    const code = part.split("\n").filter((line) => {
      const found = line.match(comment);
      if (found) said[found[1] as keyof typeof said].push(found[2]);
      return !found;
    }).join("\n").trim();
    const own = code.match(/^def (\w+)\(/)?.[1];
    const [old, mistake] = (said.wrong[0] ?? "").split(" => ");
    const where = `${name}.py, ${own ?? code.slice(0, 40)}`;
    if (!own || said.ask.length !== 1) throw new TaskSetError(`${where}: one '# ask:' and a def`);
    if (said.test.length < 3) throw new TaskSetError(`${where}: fewer than three tests`);
    if (mistake === undefined || !code.includes(old)) {
      throw new TaskSetError(`${where}: no such text to be wrong in: ${old}`);
    }
    return {
      prompt: said.ask[0],
      function: `${code}\n`,
      full_code: clean,
      function_name: own,
      description,
      file: `${name}.py`,
      repo: `research-starter/${name}`,
      extension_type: "py",
      file_number: number,
      file_length: clean.length,
      avg_line_length: lengths.reduce((sum, length) => sum + length, 0) / lengths.length,
      max_line_length: Math.max(...lengths),
      tests: said.test,
      preamble: preamble ? `${preamble}\n` : "",
      wrong: `${code.replace(old, () => mistake)}\n`,
    };
  });
}
