/** The stepper's reading of a trace: whose names stand at a step, and which step is the failing one. */
import assert from "node:assert/strict";
import { ErrorInfo, Trace } from "../../sandbox/mod.ts";
import { failingStep, firstStep, stepsOf } from "./page/stepper.js";

type Event = [kind: string, name: string, line: number, depth: number, frame: number, more?: {
  changed?: Record<string, string>;
  value?: string;
  uncaught?: true;
}];

/** A trace of these events; `old`: as one was recorded before events had frames and marks. */
function traceOf(events: Event[], { old = false } = {}): Trace {
  const values: string[] = [], index = (text: string) => values.push(text) - 1;
  const made = events.map((
    [kind, name, line, depth, frame, { changed, value, uncaught } = {}],
  ) => ({
    ...{ kind, function: name, line, depth },
    ...old ? {} : { frame },
    ...changed &&
      {
        changed: Object.fromEntries(
          Object.entries(changed).map(([key, text]) => [key, index(text)]),
        ),
      },
    ...value === undefined ? {} : { value: index(value) },
    ...uncaught && !old ? { uncaught } : {},
  }));
  const about = { version: 1, total: made.length, dropped: 0, lines: {} };
  return Trace.parse({ ...about, events: made, values });
}

const failing = (events: Event[], error?: Partial<ErrorInfo>, options = {}) =>
  failingStep(
    stepsOf(traceOf(events, options)),
    error && ErrorInfo.parse({ type: "ValueError", message: "", ...error }),
  );

/** A loop over a generator that raises in its body: the generator is closed after that. */
const closed: Event[] = [
  ["call", "f", 6, 1, 1],
  ["call", "gen", 1, 2, 2],
  ["line", "gen", 4, 2, 2],
  ["line", "f", 10, 1, 1],
  ["exception", "f", 10, 1, 1, { value: "ValueError()", uncaught: true }],
  ["exception", "gen", 4, 2, 2, { value: "GeneratorExit()" }],
];

Deno.test("the failing step is the verdict's, not a generator that was closed after it", () => {
  for (const old of [false, true]) assert.equal(failing(closed, { line: 10 }, { old }), 4);
});

Deno.test("an error that was caught is no failing step, whatever became of the program", () => {
  const caught: Event[] = [
    ["call", "f", 1, 1, 1],
    ["exception", "f", 3, 1, 1, { value: "ValueError()" }],
    ["line", "f", 5, 1, 1],
    ["return", "f", 5, 1, 1, { value: "1" }],
  ];
  assert.equal(failing(caught), undefined);
  // The test's own assertion has no line of the program.
  assert.equal(failing(caught, { type: "AssertionError" }), undefined);
  assert.equal(failing(caught, { type: "KeyError", line: 9 }), undefined);
  // The same line and error again, and this time it is not caught.
  const again: Event[] = [
    ...caught,
    ["call", "f", 1, 1, 2],
    ["exception", "f", 3, 1, 2, { value: "ValueError()", uncaught: true }],
    ["call", "f", 1, 1, 3],
    ["return", "f", 5, 1, 3, { value: "1" }],
  ];
  for (const old of [false, true]) {
    assert.equal(failing(again, { line: 3 }, { old }), 5);
    const steps = stepsOf(traceOf(again, { old }));
    assert.equal(firstStep(steps, 5).first, 4, "it begins in the call that failed");
    assert.equal(firstStep(steps, undefined).first, 6);
  }
});

Deno.test("of an error that goes up through calls of one line the failing step is where it arose", () => {
  const value = "ZeroDivisionError('division by zero')";
  const up: Event[] = [
    ["call", "f", 1, 1, 1, { changed: { n: "1" } }],
    ["call", "f", 1, 2, 2, { changed: { n: "0" } }],
    ["exception", "f", 2, 2, 2, { value, uncaught: true }],
    ["exception", "f", 2, 1, 1, { value, uncaught: true }],
  ];
  const error = { type: "ZeroDivisionError", message: "division by zero", line: 2 };
  for (const old of [false, true]) assert.equal(failing(up, error, { old }), 2);
});

Deno.test("of several calls that failed the failing step is in that of the verdict", () => {
  const value = "ValueError('no')",
    events = [1, 2, 3].flatMap((n): Event[] => [
      ["call", "f", 1, 1, n, { changed: { n: `${n}` } }],
      ["exception", "f", 2, 1, n, { value, uncaught: true }],
    ]);
  for (const old of [false, true]) {
    assert.equal(failing(events, { message: "no", line: 2 }, { old }), 1);
    assert.equal(failing(events, { message: "no", line: 2, locals: { n: "2" } }, { old }), 3);
  }
});

Deno.test("a step that was not kept is no failing step", () => {
  assert.equal(failing([["call", "f", 1, 1, 1], ["line", "f", 2, 1, 1]], { line: 2 }), undefined);
  assert.equal(failing([], { line: 2 }), undefined);
});

Deno.test("a generator that is resumed has its own names, beside another of the same function", () => {
  const steps = stepsOf(traceOf([
    ["call", "f", 6, 1, 1],
    ["call", "g", 1, 2, 2, { changed: { n: "3" } }],
    ["line", "g", 3, 2, 2, { changed: { i: "0" } }],
    ["line", "f", 9, 1, 1],
    ["call", "g", 1, 2, 3, { changed: { n: "5" } }],
    ["line", "f", 10, 1, 1],
    ["line", "g", 2, 2, 2],
  ]));
  assert.deepEqual(steps.at(-1).names, { n: "3", i: "0" });
  assert.deepEqual(steps.at(-1).calls, ["f", "g"]);
  assert.deepEqual(steps.at(-2).calls, ["f"]);
});

Deno.test("as many calls as a trace can hold are looked through", () => {
  const many = Array.from({ length: 200_000 }, (_, i): Event => ["call", "f", 1, 1, i]);
  assert.equal(firstStep(stepsOf(traceOf(many)), undefined).first, 199_999);
});
