/** Filters, order and search. */
import { noChoice } from "./address.js";
import { h } from "./dom.js";
import { noFilter } from "./filter.js";
import { SIGNS } from "./names.js";

/** `set(change)` changes `state`; `show()` brings the controls to it, `say(text)` tells what is shown. */
export function toolbar(index, { armName, rounds }, state, set) {
  const { columns, arms, errors, statuses } = index;
  const counts = statuses.map(() => 0);
  for (const status of columns.status) if (status >= 0) counts[status]++;
  const controls = {};
  const pick = (key, label, options) =>
    controls[key] = h(
      "select",
      {
        "aria-label": label,
        title: label,
        onchange: (event) => set({ [key]: event.target.value }),
      },
      options.map(([value, text]) => h("option", { value }, text)),
    );
  const number = (key, label) =>
    controls[key] = h("input", {
      type: "number",
      min: 0,
      placeholder: label,
      "aria-label": label,
      title: label,
      onchange: (event) => set({ [key]: event.target.value }),
    });
  const chips = statuses.flatMap((status, i) =>
    counts[i] === 0 ? [] : h(
      "button",
      { class: `chip s-${status}`, "data-status": status, onclick: () => toggle(status) },
      `${SIGNS[status]} ${status} ${counts[i]}`,
    )
  );
  const toggle = (status) =>
    set({
      status: state.status.includes(status)
        ? state.status.filter((one) => one !== status)
        : [...state.status, status],
    });
  const search = controls.q = h("input", {
    type: "search",
    placeholder: "text in replies, programs, errors  ( / )",
    "aria-label": "search",
    onchange: () => set({ q: search.value }),
  });
  const armChoices = arms.map((_, arm) => [arm, armName(arm)]);
  const sorts = ["task", "status", "error", "chars", "tokens", "cost"].flatMap((by) => [
    [by, `${by} ↑`],
    [`-${by}`, `${by} ↓`],
  ]);
  const filters = h(
    "div",
    { class: "tools" },
    errors.length > 1 && pick("error", "error", [
      ["", "any error"],
      ...errors.slice(1).sort().map((one) => [one, one]),
    ]),
    arms.length > 1 && pick("arm", "arm", [["", "all arms"], ...armChoices]),
    rounds.length > 1 && pick("round", "round", [
      ["", "all rounds"],
      ...rounds.map((round) => [round, `round ${round}`]),
    ]),
    pick("against", "compare with", [
      ["", "compare with…"],
      ...(rounds.length > 1 ? [["before", "the round before"]] : []),
      ...armChoices,
    ]),
    pick("change", "which of the compared", [
      ["changed", "gained or lost"],
      ["gained", "gained"],
      ["lost", "lost"],
      ["same", "the same"],
    ]),
    number("least", "from characters"),
    number("most", "to characters"),
    pick("sort", "sort", [["", "as recorded"], ...sorts]),
    h(
      "label",
      {},
      controls.helpers = h("input", {
        type: "checkbox",
        onchange: (event) => set({ helpers: event.target.checked }),
      }),
      " helper calls",
    ),
    h("button", { onclick: () => set({ ...noFilter, sort: "", q: "" }) }, "reset"),
  );
  const said = h("span", { class: "said", role: "status" });
  const tabs = ["grid", "list"].map((view) =>
    h("button", { "data-view": view, onclick: () => set({ view }) }, view)
  );
  return {
    search,
    element: h(
      "div",
      { class: "tools" },
      h("span", { class: "tabs" }, tabs),
      search,
      chips,
      h("details", { class: "more", open: innerWidth > 900 }, h("summary", {}, "filters"), filters),
      said,
    ),
    say: (text) => said.textContent = text,
    show() {
      for (const chip of chips) {
        chip.setAttribute("aria-pressed", String(state.status.includes(chip.dataset.status)));
      }
      for (const key of Object.keys(noChoice)) {
        const control = controls[key];
        if (key === "helpers") control.checked = state.helpers;
        else if (control && control.value !== String(state[key])) control.value = state[key];
      }
      controls.change.hidden = state.against === "";
      for (const tab of tabs) {
        tab.setAttribute("aria-pressed", String(tab.dataset.view === state.view));
      }
    },
  };
}
