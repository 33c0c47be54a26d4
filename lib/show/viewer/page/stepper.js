/** A trace to step through: the program, the line that runs, and what the names hold there. */
import { h, pythonLines } from "./dom.js";

/**
 * What stands at each event: its line, its frame's names, the calls around it. A call's own events
 * are those of its depth until it returns.
 */
export function stepsOf({ events, values }) {
  const frames = [];
  return events.map(({ kind, function: name, line, depth, changed, value }) => {
    frames.length = depth + 1;
    if (kind === "call" || frames[depth]?.name !== name) frames[depth] = { name, names: {} };
    const before = frames[depth].names;
    const news = Object.fromEntries(
      Object.entries(changed ?? {}).map(([key, at]) => [key, values[at]]),
    );
    frames[depth].names = { ...before, ...news };
    return {
      kind,
      line,
      depth,
      name,
      names: frames[depth].names,
      news,
      value: value === undefined ? undefined : values[value],
      calls: frames.filter((frame) => frame && frame.name !== "<module>").map(({ name }) => name),
    };
  });
}

/** Where a reader begins: in the last outermost call that raised, else in the last one. */
export function firstStep(steps) {
  const calls = [];
  steps.forEach(({ kind, name, depth }, i) => {
    if (kind === "call" && name !== "<module>") calls.push({ i, depth });
  });
  const outer = calls.length ? Math.min(...calls.map(({ depth }) => depth)) : 0;
  const starts = calls.filter(({ depth }) => depth === outer).map(({ i }) => i);
  const raised = steps.findLastIndex(({ kind }) => kind === "exception");
  const from = raised < 0 ? starts.at(-1) : starts.findLast((i) => i <= raised);
  return { starts, first: from ?? 0 };
}

/**
 * Where the last error arose: it goes up through the calls, each of which raises it and ends. Undefined
 * where nothing was raised.
 */
export function failingStep(steps) {
  let at = steps.findLastIndex(({ kind }) => kind === "exception");
  if (at < 0) return undefined;
  for (let i = at - 1; i >= 0 && ["exception", "return"].includes(steps[i].kind); i--) {
    if (steps[i].kind === "exception" && steps[i].depth > steps[at].depth) at = i;
  }
  return at;
}

export function stepper(code, trace) {
  const steps = stepsOf(trace), { starts, first } = firstStep(steps), failing = failingStep(steps);
  if (steps.length === 0) return h("p", { class: "soft" }, "The trace has no event.");
  const lines = pythonLines(code);
  const rows = lines.map((line, i) =>
    h(
      "tr",
      {},
      h("td", { class: "number" }, String(i + 1)),
      h("td", { class: "number" }, trace.lines[i + 1] ? `${trace.lines[i + 1]}×` : ""),
      h("td", { class: "source" }, line),
    )
  );
  const about = h("p", { "aria-live": "polite" }), names = h("table", { class: "names" });
  const bar = h("input", {
    type: "range",
    min: 0,
    max: steps.length - 1,
    "aria-label": "step of the trace",
    oninput: () => go(Number(bar.value)),
  });
  const button = (text, label, to) =>
    h("button", { "aria-label": label, title: label, onclick: () => go(to()) }, text);
  const choice = h(
    "select",
    { "aria-label": "call", onchange: () => go(Number(choice.value)) },
    starts.map((at, i) => h("option", { value: at }, `call ${i + 1} of ${starts.length}`)),
  );
  let now = 0;
  const go = (to) => {
    now = Math.max(0, Math.min(steps.length - 1, to));
    const { kind, line, name, names: held, news, value, calls } = steps[now];
    bar.value = now;
    const call = starts.findLast((at) => at <= now);
    if (call !== undefined) choice.value = call;
    rows.forEach((row, i) => row.classList.toggle("now", i + 1 === line));
    const what = {
      call: `${name} is called`,
      line: `line ${line} is next`,
      return: `${name} returns ${value ?? ""}`,
      exception: `line ${line} raises ${value ?? ""}`,
    };
    about.textContent = `${now + 1}/${steps.length} · ${what[kind]}` +
      (calls.length > 1 ? ` · in ${calls.join(" → ")}` : "");
    about.className = kind === "exception" ? "bad" : "";
    names.replaceChildren(
      ...Object.entries(held).map(([key, text]) =>
        h("tr", { class: key in news && "new" }, h("th", {}, key), h("td", {}, text))
      ),
    );
    const row = rows[steps[now].line - 1], box = row?.closest(".code");
    if (
      box &&
      (row.offsetTop < box.scrollTop || row.offsetTop > box.scrollTop + box.clientHeight - 30)
    ) {
      box.scrollTop = row.offsetTop - box.clientHeight / 2;
    }
  };
  const keys = (event) => {
    if (event.target === bar || event.target === choice) return;
    const to = { ArrowRight: now + 1, ArrowLeft: now - 1, Home: 0, End: steps.length - 1 };
    if (!Object.hasOwn(to, event.key)) return;
    event.preventDefault();
    event.stopPropagation();
    go(to[event.key]);
  };
  const element = h(
    "div",
    { class: "stepper", tabindex: 0, onkeydown: keys, "aria-label": "trace, ← and → step" },
    h(
      "div",
      { class: "tools" },
      button("⇤", "first step", () => 0),
      button("◀", "step back", () => now - 1),
      button("▶", "step on", () => now + 1),
      button("⇥", "last step", () => steps.length - 1),
      failing !== undefined && button("✗", "the failing step", () => failing) || "",
      starts.length > 1 && choice || "",
      bar,
    ),
    about,
    h("div", { class: "code" }, h("table", {}, rows)),
    names,
    trace.dropped
      ? h("p", { class: "soft" }, `${trace.dropped} of ${trace.total} events were not kept`)
      : "",
  );
  go(first);
  return element;
}
