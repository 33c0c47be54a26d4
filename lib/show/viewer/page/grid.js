/** Tasks by arms and rounds, coloured by verdict. */
import { h } from "./dom.js";
import { gridOf } from "./filter.js";
import { SIGNS } from "./names.js";
import { virtualList } from "./virtual.js";

/** `open(row, list)` opens an attempt, among those of its cell. */
export function gridPane(index, { armName, statusOf, rounds }, state, open) {
  const { columns, tasks, errors, statuses } = index;
  const box = h("div", { class: "pane grid", tabindex: 0, role: "table", "aria-label": "grid" });
  const head = h("div", { class: "head row", role: "row" });
  box.append(head);
  let grid;
  // The style's: a cell with the gap behind it; the task's name with the row's edges.
  const wide = () => ({
    column: 3 + (innerWidth <= 560 ? 44 : 64),
    before: 16 + (innerWidth <= 900 ? 128 : 192),
  });
  /** Takes the place of the columns to the left. */
  const space = (from) =>
    h("span", { class: "space", style: `width:${from * wide().column - 3}px` });
  const list = virtualList(box, 30, (i, from, to) =>
    h(
      "div",
      { class: "row", role: "row" },
      h(
        "span",
        { class: "task", role: "rowheader", title: tasks[grid.tasks[i]] },
        tasks[grid.tasks[i]],
      ),
      from > 0 && space(from),
      Array.from({ length: to - from }, (_, j) => cellOf(grid.at(i, from + j))),
    ), {
    wide,
    head(from, to) {
      const { before, column } = wide();
      head.style.width = `${before + grid.heads.length * column}px`;
      head.replaceChildren(
        h("span", { class: "task", role: "columnheader" }, `${grid.tasks.length} tasks`),
        ...(from > 0 ? [space(from)] : []),
        ...grid.heads.slice(from, to).map(({ arm, round }) =>
          h(
            "span",
            { class: "cell", role: "columnheader", title: `${armName(arm)}, round ${round}` },
            h("b", {}, armName(arm)),
            rounds.length > 1 && h("span", { class: "word" }, "round "),
            rounds.length > 1 && String(round),
          )
        ),
      );
    },
  });

  /** One attempt is a button of its status, several are a bar of theirs that leads to the list. */
  function cellOf(rows) {
    if (!rows) return h("span", { class: "cell", role: "cell" });
    if (rows.length === 1) {
      const [row] = rows, status = statusOf(row);
      return h("button", {
        class: `cell s-${status}${row === state.open ? " open" : ""}`,
        title: `${status} ${errors[columns.error[row]]}`,
        onclick: () => open(row),
      }, SIGNS[status] ?? "·");
    }
    const parts = new Map();
    for (const row of rows) parts.set(statusOf(row), (parts.get(statusOf(row)) ?? 0) + 1);
    const order = ["passed", ...statuses.slice(1), "none"].filter((status) => parts.has(status));
    let at = 0;
    const stops = order.map((status) => {
      const from = at;
      at += 100 * parts.get(status) / rows.length;
      return `var(--${status}) ${from}% ${at}%`;
    });
    const judged = rows.length - (parts.get("none") ?? 0);
    return h("button", {
      class: `cell many${rows.includes(state.open) ? " open" : ""}`,
      style: `--bar: linear-gradient(90deg, ${stops.join(", ")})`,
      title: order.map((status) => `${parts.get(status)} ${status}`).join(", "),
      onclick: () => open(rows.find((row) => columns.status[row] > 0) ?? rows[0], rows),
    }, `${parts.get("passed") ?? 0}/${judged}`);
  }

  return {
    box,
    show(rows) {
      grid = gridOf(index, rows);
      list.show(grid.tasks.length, grid.heads.length);
    },
    reveal: (row) => list.reveal(Math.max(0, grid.tasks.indexOf(columns.task[row]))),
  };
}
