/** Attempts one under another, in an order that is chosen by their columns. */
import { h } from "./dom.js";
import { virtualList } from "./virtual.js";

const LIST_COLUMNS = ["status", "task", "arm", "round", "error", "chars", "tokens"];

export function listPane(index, { armName, statusOf }, state, { open, set }) {
  const { columns, tasks, errors, roles } = index;
  const box = h("div", { class: "pane list", tabindex: 0, role: "table", "aria-label": "list" });
  const sort = (name) => () => set({ sort: state.sort === name ? `-${name}` : name });
  box.append(h(
    "div",
    { class: "head row", role: "row" },
    LIST_COLUMNS.map((name) => h("button", { class: `c-${name}`, onclick: sort(name) }, name)),
  ));
  let rows = [];
  const cell = (name, text) => h("span", { class: `c-${name}`, role: "cell" }, String(text));
  const list = virtualList(box, 30, (i) => {
    const row = rows[i], status = statusOf(row);
    const said = status === "none" ? roles[columns.role[row]] : status;
    return h(
      "button",
      {
        class: `row${row === state.open ? " open" : ""}`,
        role: "row",
        onclick: () => open(row),
      },
      h(
        "span",
        { class: "c-status", role: "cell" },
        h("span", { class: `mark s-${status}` }, said),
      ),
      cell("task", tasks[columns.task[row]]),
      cell("arm", armName(columns.arm[row])),
      cell("round", columns.round[row] + (columns.sample[row] ? `.${columns.sample[row]}` : "")),
      cell("error", errors[columns.error[row]]),
      cell("chars", columns.chars[row]),
      cell("tokens", columns.tokens[row]),
    );
  });
  return {
    box,
    show(those) {
      rows = those;
      list.show(rows.length);
    },
    reveal: (row) => list.reveal(Math.max(0, rows.indexOf(row))),
  };
}
