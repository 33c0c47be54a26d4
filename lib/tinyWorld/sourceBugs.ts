import type { Source } from "./operation.ts";
import type { Scalar } from "./value.ts";
import type { Wrong } from "./wrong.ts";

const range = (start: number, stop: number) =>
  Array.from({ length: Math.max(0, stop - start) }, (_, i) => start + i);

/** Ways to take the wrong items. */
export function sourceBugs(source: Source): Wrong<Source>[] {
  const wrong = (
    systematic: boolean,
    expression: string,
    values: (call: Scalar[] & number[]) => Scalar[],
  ): Wrong<Source> => ({
    systematic,
    operation: {
      ...source,
      key: `${source.key}:${expression}`,
      expression: () => expression,
      values: (call) => values(call as Scalar[] & number[]),
    },
  });
  const list = (call: Scalar[]) => call[0] as unknown as number[];
  switch (source.key) {
    case "to":
      return [
        wrong(true, "range(1, n)", ([n]) => range(1, n)),
        wrong(false, "range(n + 1)", ([n]) => range(0, n + 1)),
      ];
    case "below":
      return [
        wrong(false, "range(n + 1)", ([n]) => range(0, n + 1)),
        wrong(false, "range(1, n)", ([n]) => range(1, n)),
      ];
    case "divisors":
      return [
        wrong(
          true,
          "[i for i in range(1, n) if n % i == 0]",
          ([n]) => range(1, n).filter((i) => n % i === 0),
        ),
        wrong(
          false,
          "[i for i in range(2, n + 1) if n % i == 0]",
          ([n]) => range(2, n + 1).filter((i) => n % i === 0),
        ),
      ];
    case "tail":
      return [
        wrong(true, "nums[:1]", (call) => list(call).slice(0, 1)),
        wrong(false, "nums[2:]", (call) => list(call).slice(2)),
      ];
    case "init":
      return [
        wrong(false, "nums[1:]", (call) => list(call).slice(1)),
        wrong(false, "nums[:1]", (call) => list(call).slice(0, 1)),
      ];
    case "evenPositions":
      return [
        wrong(true, "nums[1::2]", (call) => list(call).filter((_, i) => i % 2 === 1)),
        wrong(false, "nums[2:]", (call) => list(call).slice(2)),
      ];
    default:
      return [];
  }
}
