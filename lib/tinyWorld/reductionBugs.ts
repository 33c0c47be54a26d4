import type { Pieces, Reduction } from "./operation.ts";
import {
  compare,
  iterableOf,
  listOf,
  loop,
  reductions,
  sum,
  withoutEmptyCase,
} from "./reductions.ts";
import type { Conventions } from "./conventions.ts";
import type { Scalar, Value } from "./value.ts";
import type { Wrong } from "./wrong.ts";

/** Ways to make the wrong thing of the items. The first systematic one is the misconception. */
export function reductionBugs(reduction: Reduction): Wrong<Reduction>[] {
  const wrong = (
    systematic: boolean,
    body: (pieces: Pieces) => string[],
    apply: (items: Scalar[], conventions: Conventions) => Value,
  ): Wrong<Reduction> => ({
    systematic,
    operation: { ...reduction, key: `${reduction.key}:wrong`, body, apply },
  });
  const like = (key: string): Wrong<Reduction> => ({
    systematic: false,
    operation: reductions.find((other) => other.key === key)!,
  });
  const plain = (systematic: boolean) =>
    wrong(systematic, (p) => [`return ${listOf(p)}`], (items) => items);
  const raises = withoutEmptyCase(reduction);
  const empty = raises ? [{ systematic: true, operation: raises }] : [];
  switch (reduction.key) {
    case "sorted":
      return [plain(false), like("descending")];
    case "descending":
      return [
        wrong(
          true,
          (p) => [`return sorted(${iterableOf(p)})`],
          (items) => [...items].sort(compare),
        ),
      ];
    case "reversed":
      return [plain(true)];
    case "distinct":
      return [wrong(true, (p) => [`return len(${listOf(p)})`], (items) => items.length)];
    case "first":
      return [...empty, like("last")];
    case "last":
      return [...empty, like("first")];
    case "maximum":
      return [...empty, like("minimum")];
    case "minimum":
      return [...empty, like("maximum")];
    case "longest":
      return empty;
    case "average":
      return [
        ...empty,
        wrong(
          false,
          (p) => [`return sum(${iterableOf(p)})`],
          (items) => sum(items),
        ),
      ];
    case "sum":
      return [like("product"), like("maximum")];
    case "product":
      return [
        wrong(true, (p) => loop(p, ["total = 0"], [`total *= ${p.item}`], "total"), () => 0),
        like("sum"),
      ];
    case "running":
      return [plain(false)];
    case "joined":
      return [like("dashed")];
    case "dashed":
      return [
        wrong(true, (p) => [`return " ".join(${iterableOf(p)})`], (items) => items.join(" ")),
        like("joined"),
      ];
    default:
      return [];
  }
}
