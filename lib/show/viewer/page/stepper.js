/** A trace to step through: the program, the line that runs, and what the names hold there. */
import { h, pythonLines } from "./dom.js";

/**
 * What stands at each event: its line, its frame's names, the calls around it. Which activation an
 * event belongs to is its `frame`: a generator that is resumed still has its names. In a trace without
 * (an old one) it is that of its depth until it returns.
 */
export function stepsOf({ events, values }) {
  const frames = [], known = new Map();
  return events.map(({ kind, function: name, line, depth, frame, changed, value, uncaught }) => {
    frames.length = Math.max(depth + 1, 0);
    if (frame !== undefined) {
      if (!known.has(frame)) known.set(frame, { name, names: {} });
      frames[depth] = known.get(frame);
    } else if (kind === "call" || frames[depth]?.name !== name) frames[depth] = { name, names: {} };
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
      frame,
      uncaught,
      calls: frames.filter((frame) => frame && frame.name !== "<module>").map(({ name }) => name),
    };
  });
}

/** Where the outermost calls begin; those of `<module>` only where there are no others, or `all`. */
function outermost(steps, all = false) {
  let least = Infinity, starts = [];
  steps.forEach(({ kind, name, depth }, i) => {
    if (kind !== "call" || depth > least || !all && name === "<module>") return;
    if (depth < least) [least, starts] = [depth, []];
    starts.push(i);
  });
  return starts;
}

/** Where a reader begins: in the outermost call that failed, else in the last one. */
export function firstStep(steps, failing) {
  const starts = outermost(steps);
  const from = failing === undefined ? starts.at(-1) : starts.findLast((i) => i <= failing);
  return { starts, first: from ?? 0 };
}

/**
 * Where the verdict's error arose. What the program caught, and what came after its failure, are on
 * other lines, are other errors or found other values; so the steps that raised are narrowed down by
 * all that is known. Undefined without an error, where the test raised it, and where its step was not kept.
 */
export function failingStep(steps, error) {
  if (error?.line === undefined) return undefined;
  // An old trace has no marks; in any other a step without one was caught.
  const marked = steps.some(({ frame }) => frame !== undefined);
  let found = steps.map((_, i) => i).filter((i) => {
    const { kind, line, uncaught } = steps[i];
    return kind === "exception" && line === error.line && (uncaught || !marked);
  });
  const starts = outermost(steps, true);
  const callOf = (at) => starts.findLast((i) => i <= at) ?? 0;
  const raised = (at) => {
    const { depth } = steps[callOf(at)], next = starts.find((i) => i > at) ?? steps.length;
    return !steps.slice(at, next).some((step) => step.kind === "return" && step.depth <= depth);
  };
  const { type, message = "", locals = {} } = error;
  for (
    const fits of [
      (i) => steps[i].value?.startsWith(type),
      (i) => marked || raised(i),
      (i) => steps[i].value?.includes(message),
      (i) =>
        Object.entries(steps[i].names)
          .every(([name, text]) => !Object.hasOwn(locals, name) || locals[name] === text),
    ]
  ) {
    const fit = found.filter(fits);
    if (fit.length > 0) found = fit;
  }
  // The verdict is that of the first call that failed.
  const own = found.filter((at) => callOf(at) === callOf(found[0]));
  if (marked) return own[0];
  // What was caught comes before; the error itself goes up through the calls, each of which raises it.
  let at = own.at(-1);
  for (let i = at - 1; i >= 0 && ["exception", "return"].includes(steps[i].kind); i--) {
    if (own.includes(i) && steps[i].depth > steps[at].depth) at = i;
  }
  return at;
}

/** @param error The verdict's, where there is one: its step is marked as the failing one. */
export function stepper(code, trace, error) {
  const steps = stepsOf(trace), failing = failingStep(steps, error);
  const { starts, first } = firstStep(steps, failing);
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
        h("tr", { class: Object.hasOwn(news, key) && "new" }, h("th", {}, key), h("td", {}, text))
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
