/** Turns the messages of a running cell into its outputs, as JupyterLab would show them. */
import type { Message } from "./message.ts";
import { type CodeCell, type MimeBundle, type Output, splitLines } from "./nbformat.ts";
import { stripAnsi } from "./stripAnsi.ts";

type Rich = Extract<Output, { data: MimeBundle }>;

/** Applies messages to cells; displays are known by id through the whole notebook. */
export class CellOutputs {
  #displays = new Map<string, Rich[]>();
  #clearNext = new Set<CodeCell>();
  /** Streams whose last line has no end yet. */
  #unfinished = new WeakSet<Output>();

  /** Applies one message of `cell`; true when its outputs changed. */
  apply(cell: CodeCell, { type, content }: Message): boolean {
    switch (type) {
      case "stream":
        this.#stream(cell, content.name, stripAnsi(content.text));
        return true;
      case "display_data":
        this.#rich(cell, { output_type: type, ...bundle(content) }, content);
        return true;
      case "execute_result": {
        const { execution_count } = content;
        this.#rich(cell, { output_type: type, execution_count, ...bundle(content) }, content);
        return true;
      }
      case "update_display_data":
        for (const output of this.#displays.get(content.transient?.display_id) ?? []) {
          Object.assign(output, bundle(content));
        }
        return true;
      case "clear_output":
        if (content.wait) this.#clearNext.add(cell);
        else cell.outputs = [];
        return true;
      case "error": {
        const { ename, evalue, traceback } = content;
        this.#add(cell, {
          output_type: "error",
          ename,
          evalue: stripAnsi(evalue),
          traceback: traceback.map(stripAnsi),
        });
        return true;
      }
      case "execute_input":
        cell.execution_count = content.execution_count;
        return false;
    }
    return false;
  }

  #add(cell: CodeCell, output: Output) {
    if (this.#clearNext.delete(cell)) cell.outputs = [];
    cell.outputs.push(output);
  }

  #stream(cell: CodeCell, name: string, text: string) {
    const last = this.#clearNext.has(cell) ? undefined : cell.outputs.at(-1);
    if (last?.output_type === "stream" && last.name === name && Array.isArray(last.text)) {
      // Only the new text is split: a cell may print 100,000 lines, each a message of its own.
      const lines = splitLines(text);
      // Nobody looks into the text that is there: joining is free until then, however long a line.
      if (this.#unfinished.has(last)) last.text[last.text.length - 1] += lines.shift() ?? "";
      for (const line of lines) last.text.push(line);
      if (text) this.#ends(last, text);
    } else {
      const output = { output_type: "stream" as const, name, text: splitLines(text) };
      this.#add(cell, output);
      if (text) this.#ends(output, text);
    }
  }

  /** Notes whether an output's last line may go on. */
  #ends(output: Output, text: string) {
    if (text.endsWith("\n")) this.#unfinished.delete(output);
    else this.#unfinished.add(output);
  }

  #rich(cell: CodeCell, output: Rich, content: { transient?: { display_id?: string } }) {
    this.#add(cell, output);
    const id = content.transient?.display_id;
    if (id) this.#displays.set(id, [...this.#displays.get(id) ?? [], output]);
  }
}

/** Text types as lines, which keeps a committed notebook's diff short. */
function bundle(content: { data: MimeBundle; metadata?: Record<string, unknown> }) {
  const data = Object.entries(content.data).map(([type, value]) =>
    typeof value === "string" && /^text\/|svg|javascript/.test(type)
      ? [type, splitLines(value)]
      : [type, value]
  );
  return { data: Object.fromEntries(data) as MimeBundle, metadata: content.metadata ?? {} };
}
