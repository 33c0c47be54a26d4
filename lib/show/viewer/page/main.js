/** The page: a grid and a list of attempts, filters, one attempt opened, all of it in the address. */
import { attemptsOf, part } from "./data.js";
import { h, virtualList } from "./dom.js";
import { filtered, gridOf, noFilter, sorted } from "./filter.js";
import { samplePage } from "./sample.js";

const SIGNS = {
  passed: "✓",
  failed: "✗",
  error: "E",
  syntax: "S",
  timeout: "T",
  memory: "M",
  killed: "K",
  harness: "?",
};

const app = document.getElementById("app");

async function start() {
  const index = JSON.parse(await part("index"));
  const { columns, tasks, arms, runs, errors, roles, statuses } = index;
  const total = columns.task.length;
  const texts = attemptsOf(index.chunks);
  let prompts, children;
  const state = { ...noFilter, view: "grid", sort: "", q: "", open: -1 };
  let rows = [], grid, found, searching = 0;

  // An arm by its own name, and with its run's where another run has one of that name.
  const armNames = arms.map(({ run, name }, arm) => {
    const others = arms.filter((one, i) => i !== arm && one.name === name);
    return others.length ? `${name} · ${runs[run].name.split("/").at(-1)}` : name;
  });
  const armName = (arm) => armNames[arm];
  const statusOf = (row) => statuses[columns.status[row]] ?? "none";
  const rounds = [...new Set(columns.round)].sort((a, b) => a - b);

  // ── The address ────────────────────────────────────────────────────────────────────────────────
  const nameOf = (row) =>
    [runs[arms[columns.arm[row]].run].name, arms[columns.arm[row]].name, tasks[columns.task[row]]]
      .concat(columns.round[row], roles[columns.role[row]], columns.sample[row]).join("|");
  const rowOf = (name) => {
    const [run, arm, task, round, role, sample] = name.split("|");
    const at = tasks.indexOf(task), who = roles.indexOf(role);
    const branch = arms.findIndex((one) => one.name === arm && runs[one.run].name === run);
    for (let row = 0; row < total; row++) {
      if (
        columns.task[row] === at && columns.arm[row] === branch &&
        columns.round[row] === Number(round) && columns.role[row] === who &&
        columns.sample[row] === Number(sample)
      ) return row;
    }
    return -1;
  };
  const write = () => {
    const query = new URLSearchParams();
    for (const [key, value] of Object.entries({ ...noFilter, view: "grid", sort: "", q: "" })) {
      if (String(state[key]) !== String(value)) query.set(key, state[key]);
    }
    if (state.open >= 0) query.set("open", nameOf(state.open));
    const hash = query.toString().replaceAll("%7C", "|").replaceAll("%2F", "/");
    if (location.hash.slice(1) !== hash) history.replaceState(null, "", `#${hash}`);
  };
  const read = () => {
    const query = new URLSearchParams(location.hash.slice(1));
    Object.assign(state, noFilter, { view: "grid", sort: "", q: "" });
    for (const [key, value] of query) {
      if (key === "status") state.status = value ? value.split(",") : [];
      else if (key === "helpers") state.helpers = value === "true";
      else if (key !== "open" && key in state) state[key] = value;
    }
    state.open = query.has("open") ? rowOf(query.get("open")) : -1;
  };

  // ── Filters ────────────────────────────────────────────────────────────────────────────────────
  const counts = statuses.map((_, status) => columns.status.filter((one) => one === status).length);
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
  const said = h("span", { class: "said", role: "status" });
  const tools = h(
    "div",
    { class: "tools" },
    h(
      "span",
      { class: "tabs" },
      ["grid", "list"].map((view) =>
        h("button", { "data-view": view, onclick: () => set({ view }) }, view)
      ),
    ),
    search,
    chips,
    h(
      "details",
      { class: "more", open: innerWidth > 900 },
      h("summary", {}, "filters"),
      h(
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
        pick(
          "sort",
          "sort",
          [["", "as recorded"]].concat(
            ["task", "status", "error", "chars", "tokens", "cost"].flatMap((by) => [
              [by, `${by} ↑`],
              [`-${by}`, `${by} ↓`],
            ]),
          ),
        ),
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
      ),
    ),
    said,
  );

  // ── Grid and list ──────────────────────────────────────────────────────────────────────────────
  const gridBox = h("div", {
    class: "pane grid",
    tabindex: 0,
    role: "table",
    "aria-label": "grid",
  });
  const listBox = h("div", {
    class: "pane list",
    tabindex: 0,
    role: "table",
    "aria-label": "list",
  });
  const gridHead = h("div", { class: "head row", role: "row" });
  gridBox.append(gridHead);
  const gridList = virtualList(gridBox, 30, (i) => {
    const { task, cells } = grid.tasks[i];
    return h(
      "div",
      { class: "row", role: "row" },
      h("span", { class: "task", role: "rowheader", title: tasks[task] }, tasks[task]),
      grid.heads.map(({ key }) => cellOf(cells.get(key))),
    );
  });
  const listHead = h("div", { class: "head row", role: "row" });
  for (const name of ["status", "task", "arm", "round", "error", "chars", "tokens"]) {
    listHead.append(h(
      "button",
      {
        class: `c-${name}`,
        onclick: () => set({ sort: state.sort === name ? `-${name}` : name }),
      },
      name,
    ));
  }
  listBox.append(listHead);
  const listList = virtualList(listBox, 30, (i) => {
    const row = rows[i], status = statusOf(row);
    const cell = (name, text) => h("span", { class: `c-${name}`, role: "cell" }, String(text));
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
        h(
          "span",
          { class: `mark s-${status}` },
          status === "none" ? roles[columns.role[row]] : status,
        ),
      ),
      cell("task", tasks[columns.task[row]]),
      cell("arm", armName(columns.arm[row])),
      cell("round", columns.round[row] + (columns.sample[row] ? `.${columns.sample[row]}` : "")),
      cell("error", errors[columns.error[row]]),
      cell("chars", columns.chars[row]),
      cell("tokens", columns.tokens[row]),
    );
  });

  /** One attempt is a button of its status, several are a bar of theirs that leads to the list. */
  function cellOf(list) {
    if (!list) return h("span", { class: "cell", role: "cell" });
    if (list.length === 1) {
      const [row] = list, status = statusOf(row);
      return h("button", {
        class: `cell s-${status}${row === state.open ? " open" : ""}`,
        title: `${status} ${errors[columns.error[row]]}`,
        onclick: () => open(row),
      }, SIGNS[status] ?? "·");
    }
    const parts = new Map();
    for (const row of list) parts.set(statusOf(row), (parts.get(statusOf(row)) ?? 0) + 1);
    const order = ["passed", ...statuses.slice(1), "none"].filter((status) => parts.has(status));
    let at = 0;
    const stops = order.map((status) => {
      const from = at;
      at += 100 * parts.get(status) / list.length;
      return `var(--${status}) ${from}% ${at}%`;
    });
    const judged = list.length - (parts.get("none") ?? 0);
    return h("button", {
      class: `cell many${list.includes(state.open) ? " open" : ""}`,
      style: `--bar: linear-gradient(90deg, ${stops.join(", ")})`,
      title: order.map((status) => `${parts.get(status)} ${status}`).join(", "),
      onclick: () => open(list.find((row) => columns.status[row] > 0) ?? list[0], list),
    }, `${parts.get("passed") ?? 0}/${judged}`);
  }

  function draw() {
    rows = sorted(index, filtered(index, state, found), state.sort);
    for (const chip of chips) {
      chip.setAttribute("aria-pressed", String(state.status.includes(chip.dataset.status)));
    }
    for (const [key, control] of Object.entries(controls)) {
      if (key === "helpers") control.checked = state.helpers;
      else if (control.value !== String(state[key])) control.value = state[key];
    }
    controls.change.hidden = state.against === "";
    for (const tab of tools.querySelectorAll("[data-view]")) {
      tab.setAttribute("aria-pressed", String(tab.dataset.view === state.view));
    }
    gridBox.hidden = state.view !== "grid";
    listBox.hidden = state.view !== "list";
    if (state.view === "grid") {
      grid = gridOf(index, rows);
      gridHead.replaceChildren(
        h("span", { class: "task", role: "columnheader" }, `${grid.tasks.length} tasks`),
        ...grid.heads.map(({ arm, round }) =>
          h(
            "span",
            {
              class: "cell",
              role: "columnheader",
              title: `${armName(arm)}, round ${round}`,
            },
            h("b", {}, armName(arm)),
            rounds.length > 1 && `round ${round}`,
          )
        ),
      );
      gridList.show(grid.tasks.length);
    } else listList.show(rows.length);
    const passed = rows.filter((row) => columns.status[row] === 0).length;
    const judged = rows.filter((row) => columns.status[row] >= 0).length;
    said.textContent = `${rows.length} of ${total} attempts · ${passed} of ${judged} passed`;
    write();
  }

  async function set(change) {
    Object.assign(state, change);
    if ("q" in change) {
      const mine = ++searching;
      found = undefined;
      if (state.q) {
        const partly = (share) => {
          if (share < 1) said.textContent = `searching: ${Math.round(100 * share)} %`;
        };
        const all = await texts.search(state.q, partly, () => mine !== searching);
        if (mine !== searching) return;
        found = all;
      }
    }
    draw();
  }

  // ── One attempt ────────────────────────────────────────────────────────────────────────────────
  const page = h("article", { class: "sample", tabindex: -1, hidden: true });
  let among; // the attempts of a cell that was opened

  function neighbours() {
    if (!children) {
      children = new Map();
      columns.parent.forEach((parent, row) => {
        if (parent >= 0) children.set(parent, [...children.get(parent) ?? [], row]);
      });
    }
    return children;
  }

  async function open(row, list) {
    if (list || !among?.includes(row)) among = list;
    state.open = row;
    write();
    if (row < 0) {
      page.hidden = true;
      document.body.classList.remove("opened");
      draw();
      return;
    }
    const [one, all] = await Promise.all([
      texts.at(row),
      prompts ?? part("tasks").then((text) => prompts = JSON.parse(text)),
    ]);
    const parents = [], answers = [];
    for (let at = columns.parent[row]; at >= 0 && parents.length < 50; at = columns.parent[at]) {
      parents.push({ row: at, one: await texts.at(at) });
    }
    for (const at of (neighbours().get(row) ?? []).slice(0, 50)) {
      answers.push({ row: at, one: await texts.at(at) });
    }
    if (state.open !== row) return;
    const known = all.prompts[one.taskId];
    const around = { parents, answers, prompt: known, noPrompt: all.why };
    const status = one.verdict?.status ?? one.role;
    const tool = (text, label, does) =>
      h("button", { title: label, "aria-label": label, onclick: does }, text);
    page.replaceChildren(
      h(
        "header",
        {},
        h("h2", {}, h("span", { class: `mark s-${status}` }, status), ` ${one.taskId}`),
        h(
          "span",
          { class: "tools" },
          tool("↑", "the one before (k)", () => step(-1)),
          tool("↓", "the next (j)", () => step(1)),
          tool("✕", "close (Esc)", () => open(-1)),
        ),
        h(
          "p",
          { class: "soft" },
          `${armName(columns.arm[row])} · round ${one.round} · sample ${one.sample}`,
        ),
        among?.length > 1 && h(
          "p",
          { class: "among" },
          among.slice(0, 200).map((other) =>
            h("button", {
              class: `cell s-${statusOf(other)}${other === row ? " open" : ""}`,
              title: `sample ${columns.sample[other]}: ${statusOf(other)}`,
              onclick: () => open(other),
            }, SIGNS[statusOf(other)] ?? "·")
          ),
        ),
      ),
      ...samplePage(one, around, (other) => open(other)),
    );
    page.hidden = false;
    page.scrollTop = 0;
    document.body.classList.add("opened");
    (state.view === "grid" ? gridList : listList).reveal(
      state.view === "grid"
        ? Math.max(0, grid.tasks.findIndex(({ task }) => task === columns.task[row]))
        : Math.max(0, rows.indexOf(row)),
    );
  }

  const step = (by) => {
    const list = among?.includes(state.open) && among.length > 1 ? among : rows;
    const at = list.indexOf(state.open) + by;
    if (at < 0 || at >= list.length) {
      if (list === among) {
        among = undefined;
        step(by);
      }
      return;
    }
    open(list[at], list === among ? among : undefined);
  };

  addEventListener("keydown", (event) => {
    const { target, key } = event;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (key === "Escape") {
      if (target.matches("input, select")) target.blur();
      else if (state.open >= 0) open(-1);
      return;
    }
    if (target.matches("input, select, textarea")) return;
    const does = {
      j: () => step(1),
      k: () => step(-1),
      "/": () => search.focus(),
      g: () => set({ view: state.view === "grid" ? "list" : "grid" }),
    }[key];
    if (!does) return;
    event.preventDefault();
    does();
  });
  const restore = async () => {
    read();
    await set(state.q ? { q: state.q } : {});
    await open(state.open);
  };
  addEventListener("hashchange", restore);

  app.replaceChildren(
    h("header", { class: "top" }, h("h1", {}, document.title), tools),
    h("main", {}, gridBox, listBox, page),
  );
  await restore();
  document.body.dataset.ready = "true";
}

start().catch((error) => {
  app.replaceChildren(h("p", { class: "bad" }, String(error)));
  throw error;
});
