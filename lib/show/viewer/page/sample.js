/** One attempt, opened. */
import { diff } from "./diff.js";
import { h, pythonLines } from "./dom.js";
import { stepper } from "./stepper.js";

const section = (title, ...content) =>
  content.some(Boolean) ? h("section", {}, h("h3", {}, title), content.filter(Boolean)) : undefined;
const pre = (text) => h("pre", {}, text);
const folded = (title, content) => h("details", {}, h("summary", {}, title), content);

/**
 * The page of an attempt. `around` has its parents (the nearest first), what answers it, and the
 * task's prompt; `go(row)` opens another.
 */
export function samplePage(one, around, go) {
  const { completion, verdict } = one, { parents, prompt } = around;
  const before = parents.find(({ one }) => one.verdict);
  return [
    verdict && section("Verdict", verdictPart(verdict)),
    completion?.code && section("Program", codeTable(completion.code, verdict)),
    before && completion?.code && section(
      `Since round ${before.one.round}`,
      diffTable(before.one.completion?.code ?? "", completion.code),
    ),
    verdict?.trace && completion?.code &&
    section("Trace", stepper(completion.code, verdict.trace, verdict.error)),
    section("Prompt", prompt ? pre(prompt) : h("p", { class: "soft" }, around.noPrompt)),
    completion && section("Reply", pre(completion.text)),
    around.parents.length + around.answers.length > 0 && section("Around", chain(around, go)),
    section("Numbers", numbers(one)),
    Object.keys(one.notes ?? {}).length > 0 &&
    section("Notes of the method", pre(JSON.stringify(one.notes, null, 2))),
    one.visible && section(
      "On the visible tests",
      folded(one.visible.status, verdictPart(one.visible)),
    ),
  ].filter(Boolean);
}

function verdictPart(verdict) {
  const { status, error, reason, tests, stdout } = verdict;
  const counted = tests.filter((test) => test.status !== "skipped");
  const passed = counted.filter((test) => test.status === "passed").length;
  const worst = tests.find((test) => !["passed", "skipped", "notRun"].includes(test.status));
  const why = error ? `${error.type}${error.message ? `: ${error.message}` : ""}` : reason;
  return [
    h(
      "p",
      {},
      h("span", { class: `mark s-${status}` }, status),
      counted.length ? ` ${passed} of ${counted.length} tests passed` : "",
    ),
    why && h("pre", { class: "bad" }, why + (error?.line ? `\n(line ${error.line})` : "")),
    worst && failing(worst),
    error && Object.keys(error.locals ?? {}).length > 0 &&
    folded("what the names held", nameTable(error.locals)),
    tests.length > 0 && folded(`all ${tests.length} tests`, testTable(tests)),
    stdout && folded("what it printed", pre(stdout)),
  ].filter(Boolean);
}

/** The first test that failed: what was called, what it should have given, what it gave. */
function failing({ name, call, expected, got, error }) {
  const source = error?.stack?.findLast(({ file }) => file === "test")?.source;
  const raised = error && !/^AssertionError$/.test(error.type)
    ? `${error.type}: ${error.message}`
    : undefined;
  const rows = [
    ["call", call ?? source ?? name],
    ["expected", expected],
    ["got", got ?? raised],
    ["test", call && source !== undefined ? source : undefined],
  ].filter(([, text]) => text !== undefined);
  return h(
    "table",
    { class: "failing" },
    rows.map(([label, text]) => h("tr", { class: label }, h("th", {}, label), h("td", {}, text))),
  );
}

const nameTable = (names) =>
  h(
    "table",
    { class: "names" },
    Object.entries(names).map(([name, text]) => h("tr", {}, h("th", {}, name), h("td", {}, text))),
  );

function testTable(tests) {
  const shown = tests.slice(0, 500);
  const rows = shown.map(({ name, status, call, expected, got }) =>
    h(
      "tr",
      {},
      h("td", {}, h("span", { class: `mark s-${status}` }, status)),
      h("td", {}, call ?? name),
      h("td", {}, expected === undefined ? "" : `${expected} ≠ ${got ?? "?"}`),
    )
  );
  const more = tests.length - shown.length;
  return [h("table", { class: "names" }, rows), more ? h("p", {}, `… ${more} more`) : ""];
}

function codeTable(code, verdict) {
  const failing = verdict?.error?.line;
  const rows = pythonLines(code).map((line, i) =>
    h(
      "tr",
      { class: i + 1 === failing && "now" },
      h("td", { class: "number" }, String(i + 1)),
      h("td", { class: "source" }, line),
    )
  );
  return h("div", { class: "code" }, h("table", {}, rows));
}

function diffTable(before, after) {
  if (before === after) return h("p", { class: "soft" }, "The same program.");
  const lines = diff(before, after);
  if (!lines) return h("p", { class: "soft" }, "Too long to compare.");
  const kind = { "-": "removed", "+": "added", " ": "" };
  const rows = lines.map(([sign, line]) =>
    h(
      "tr",
      { class: kind[sign] },
      h("td", { class: "number" }, sign),
      h("td", { class: "source" }, line),
    )
  );
  return h("div", { class: "code" }, h("table", {}, rows));
}

/** The parents, this attempt, and what came after it, each to be opened. */
function chain({ parents, answers }, go) {
  const link = ({ row, one }) => {
    const about = `round ${one.round} · ${one.role} · ${one.arm}`;
    const status = one.verdict?.status;
    return h(
      "li",
      {},
      h("button", { class: "link", onclick: () => go(row) }, about),
      " ",
      status ? h("span", { class: `mark s-${status}` }, status) : "",
      one.completion && !one.verdict ? folded("what it said", pre(one.completion.text)) : "",
    );
  };
  return [
    parents.length > 0 && h("p", { class: "soft" }, "it answers"),
    parents.length > 0 && h("ul", {}, parents.map(link)),
    answers.length > 0 && h("p", { class: "soft" }, "what came of it"),
    answers.length > 0 && h("ul", {}, answers.map(link)),
  ];
}

function numbers(one) {
  const { completion, verdict } = one, usage = completion?.usage ?? {};
  const { engine, guarantee, cpuMs, wallMs, memoryKb } = verdict ?? {};
  const rows = {
    id: one.id,
    model: completion?.model,
    "tokens in": usage.promptTokens,
    "tokens out": usage.completionTokens,
    cost: completion?.cost === undefined ? undefined : `$ ${completion.cost}`,
    "ended by": completion?.finishReason,
    sampling: completion && JSON.stringify(completion.sampling),
    seed: one.seed,
    "judged by": engine && `${engine}, tests ${guarantee === "apart" ? "apart" : "beside it"}`,
    "CPU time": cpuMs === undefined ? undefined : `${cpuMs.toFixed(1)} ms`,
    "wall time": wallMs === undefined ? undefined : `${wallMs.toFixed(1)} ms`,
    memory: memoryKb === undefined ? undefined : `${(memoryKb / 1024).toFixed(1)} MiB`,
  };
  const known = Object.entries(rows).filter(([, value]) => value !== undefined);
  return nameTable(Object.fromEntries(known.map(([name, value]) => [name, String(value)])));
}
