/** Cases with their right answers, as text and as a test of the sandbox. */
import type { Test } from "../../../tasks/mod.ts";
import type { Outcome } from "./observe.ts";

/** Python statements and what each gives; of an exception the first type counts. */
export interface AnsweredCase {
  case: string;
  outcomes: Outcome[];
}

/** Makes `near(0.333333333)` equal to what differs from it by rounding alone. */
const NEAR = `class near(float):
    __hash__ = None
    def __eq__(self, other):
        return isinstance(other, (int, float)) and abs(float(self) - other) <= 1e-6 * max(1, abs(float(self)))
    def __ne__(self, other):
        return not self == other
`;
const imports = {
  datetime: ["date", "datetime", "time", "timedelta"],
  decimal: ["Decimal"],
  fractions: ["Fraction"],
};

/** `assert f(1) == 2`; a case of several statements has a line for each. */
export function caseText({ case: text, outcomes }: AnsweredCase): string {
  return lines(text, outcomes).flatMap(([line, { value, raises }]) => {
    if (value !== undefined) return [`assert ${line} == ${value}`];
    if (raises === undefined) return [line];
    const missing = `raise AssertionError(${JSON.stringify(`${line}: no ${raises[0]}`)})`;
    return ["try:", `    ${line}`, `except ${raises[0]}:`, "    pass", "else:", `    ${missing}`];
  }).join("\n");
}

/**
 * Calls with plain values are `asserts`, which run apart from the program; dates and the uses of a
 * class need its objects, so they are methods of a `unittest` class.
 */
export function edgeTest(cases: AnsweredCase[]): Test {
  const makers = new RegExp(`\\b(${Object.values(imports).flat().join("|")})\\(`);
  const texts = cases.map(caseText);
  const near = texts.some((text) => text.includes("near("));
  const plain = cases.every((one) => !one.case.includes("\n")) &&
    !texts.some((text) => makers.test(text));
  if (plain) return { kind: "asserts", asserts: texts, setup: near ? NEAR : "" };
  const methods = cases.map((one, i) =>
    [
      `    def test_edge_${String(i + 1).padStart(2, "0")}(self):`,
      ...importLines(caseText(one)).map((line) => `        ${line}`),
      ...unittestLines(one).map((line) => `        ${line}`),
    ].join("\n")
  );
  const code = ["import unittest", NEAR, "class TestCases(unittest.TestCase):", ...methods, ""];
  return { kind: "unittest", code: code.join("\n") };
}

function unittestLines({ case: text, outcomes }: AnsweredCase): string[] {
  return lines(text, outcomes).flatMap(([line, { value, raises }]) =>
    value !== undefined
      ? [`self.assertEqual(${line}, ${value})`]
      : raises !== undefined
      ? [`with self.assertRaises(${raises[0]}):`, `    ${line}`]
      : [line]
  );
}

/** Inside a method, so that no name of the program is replaced. */
const importLines = (text: string) =>
  Object.entries(imports).flatMap(([module, names]) => {
    const used = names.filter((name) => new RegExp(`\\b${name}\\(`).test(text));
    return used.length ? [`from ${module} import ${used.join(", ")}`] : [];
  });

/** A generated case has one statement a line. */
const lines = (text: string, outcomes: Outcome[]) =>
  text.split("\n").map((line, i): [string, Outcome] => [line, outcomes[i] ?? {}]);
