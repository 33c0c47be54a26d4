/** Why a program was not judged, in few words. */
export type HarnessKind = "library missing" | "not carried" | "broken test" | "other";

const kinds: [HarnessKind, RegExp][] = [
  ["library missing", /\bnot installed\b|\bcannot import\b|\bNo module named\b/],
  ["other", /\blanes?\b|\bthe machine\b|\bthe sandbox lost\b/],
  [
    "broken test",
    /does not compile|defines no|no test methods|needs an entry point|without cases|not a list|reference solution|^test data\b|^\d+ inputs and/,
  ],
  [
    "not carried",
    /its process\b|does not see\b|\bcarried\b|\bcross\b|\bobjects?\b|\bvalues?\b|^the test (passes|uses|asks)\b/,
  ],
];

/**
 * The kind of a `harness` verdict's reason: what is not installed here, what cannot be carried between the
 * program and its judge, or what is wrong with the test itself.
 *
 * @example
 * ```ts
 * import { harnessKind } from "tracelab/sandbox";
 * harnessKind("the library numpy is not installed here"); // "library missing"
 * ```
 */
export function harnessKind(reason: string | undefined): HarnessKind {
  return kinds.find(([, pattern]) => pattern.test(reason ?? ""))?.[0] ?? "other";
}
