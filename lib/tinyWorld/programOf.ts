import type { Composition } from "./composition.ts";

/** `x * 2` needs brackets before another operation takes it; `x`, `abs(x)` and `x.upper()` do not. */
const atom = (expression: string) => /^-| /.test(expression) ? `(${expression})` : expression;

/** The signature's line. */
export const signatureOf = ({ source }: Composition) => `def f(${source.parameters}):`;

/** The body of a composition's program, indented by four, ending in a newline. */
export function bodyOf(composition: Composition): string {
  const { source, filters, joiner, mappings, reduction, style, conventions } = composition;
  const item = mappings.reduce(
    (inner, mapping) => mapping.expression(inner === "x" ? "x" : atom(inner), conventions),
    "x",
  );
  const plain = item.replace(/\b(abs|round|ord|len)\(\(([^()]*)\)\)/, "$1($2)");
  const condition = filters.map((filter) => filter.condition(conventions)).join(` ${joiner} `);
  const lines = reduction.body({
    item: plain,
    source: source.expression(conventions),
    condition,
    style,
    conventions,
  });
  return lines.map((line) => `    ${line}\n`).join("");
}
