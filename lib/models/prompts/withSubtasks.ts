/**
 * A prompt with a "Subtasks:" block before `Returns:`, or at the docstring's end where there is none.
 *
 * @example
 * ```ts
 * import { withSubtasks } from "tracelab";
 * withSubtasks('def f(x):\n    """Double x.\n    """\n', ["Multiply by 2."]);
 * // 'def f(x):\n    """Double x.\n\n    Subtasks:\n    1. Multiply by 2.\n    """\n'
 * ```
 */
export function withSubtasks(prompt: string, steps: readonly string[]): string {
  const lines = prompt.split("\n");
  const returns = lines.findIndex((line) => /^\s*(Returns?|:returns?)\b.*:/.test(line));
  const closing = lines.findLastIndex((line) => /("""|''')\s*$/.test(line));
  if (returns < 0 && closing < 0) {
    return `${prompt.trimEnd()}\n\nSubtasks:\n${numbered(steps).join("\n")}\n`;
  }
  const at = returns < 0 ? closing : returns;
  const indent = lines[at].match(/^\s*/)![0];
  const block = ["Subtasks:", ...numbered(steps)].map((line) => indent + line);
  if (returns >= 0) return [...lines.slice(0, at), ...block, "", ...lines.slice(at)].join("\n");
  // A docstring on one line is opened up: its closing quotes move below the block.
  const quotes = lines[at].match(/("""|''')\s*$/)![1];
  const text = lines[at].slice(0, lines[at].lastIndexOf(quotes));
  const before = text.trim() ? [text.trimEnd()] : [];
  return [...lines.slice(0, at), ...before, "", ...block, indent + quotes, ...lines.slice(at + 1)]
    .join("\n");
}

const numbered = (steps: readonly string[]) => steps.map((step, i) => `${i + 1}. ${step.trim()}`);
