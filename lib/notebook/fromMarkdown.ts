/**
 * A notebook from plain Markdown, which is easier to write and to review than JSON.
 *
 * A fence ```` ```ts ```` is a code cell, the text between fences a Markdown cell. Words after
 * `ts` are tags (```` ```ts parameters ````); a Markdown cell gets them from a first line
 * `<!-- presets -->`. A line `<!-- cell -->` begins a new Markdown cell.
 */
import { type Cell, type Notebook, splitLines } from "./nbformat.ts";

const OPEN = /^```ts((?: [\w-]+)*)$/;
const TAGS = /^<!-- ([\w-]+) -->$/;

/**
 * Reads Markdown as a notebook without outputs; cells are named by their place.
 *
 * @example
 * ```ts
 * import { fromMarkdown } from "tracelab/notebook";
 * const fence = "`".repeat(3);
 * fromMarkdown(`# Hello\n${fence}ts parameters\nlet limit = 20; // tasks\n${fence}`).cells.length; // 2
 * ```
 */
export function fromMarkdown(markdown: string): Notebook {
  const cells: Cell[] = [];
  let text: string[] = [], tags: string[] = [], code = false;
  const close = () => {
    const source = splitLines(text.join("\n").trim());
    const id = `cell-${cells.length + 1}`, metadata = tags.length ? { tags } : {};
    if (source.length > 0) {
      if (code) {
        cells.push({
          cell_type: "code",
          id,
          metadata,
          source,
          outputs: [],
          execution_count: null,
        });
      } else cells.push({ cell_type: "markdown", id, metadata, source });
    }
    text = [];
    tags = [];
  };
  for (const line of markdown.split("\n")) {
    const opened = code ? null : line.match(OPEN), tagged = code ? null : line.match(TAGS);
    if (opened) {
      close();
      code = true;
      tags = opened[1].trim().split(" ").filter(Boolean);
    } else if (code && line === "```") {
      close();
      code = false;
    } else if (tagged) {
      close();
      if (tagged[1] !== "cell") tags = [tagged[1]];
    } else text.push(line);
  }
  if (code) throw new Error("a code cell without its closing fence");
  close();
  return {
    nbformat: 4,
    nbformat_minor: 5,
    metadata: {
      kernelspec: { name: "deno", display_name: "Deno", language: "typescript" },
      language_info: { name: "typescript", file_extension: ".ts", mimetype: "text/x.typescript" },
    },
    cells,
  };
}
