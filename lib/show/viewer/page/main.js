/** The page: a grid and a list of attempts, filters, one attempt opened, all of it in the address. */
import { noChoice, readAddress, writeAddress } from "./address.js";
import { attemptsOf, part } from "./data.js";
import { h } from "./dom.js";
import { filtered, sorted } from "./filter.js";
import { gridPane } from "./grid.js";
import { listPane } from "./list.js";
import { namesOf } from "./names.js";
import { openedPane } from "./opened.js";
import { unpacked } from "./packed.js";
import { themed } from "./theme.js";
import { toolbar } from "./toolbar.js";

const app = document.getElementById("app");

async function start() {
  const index = unpacked(await part("index")), { columns } = index;
  const names = namesOf(index), texts = attemptsOf(index.chunks);
  const state = { ...noChoice, open: -1 };
  let rows = [], found, searching = 0;
  let among; // the attempts of a cell that was opened

  const bar = toolbar(index, names, state, set);
  const panes = {
    grid: gridPane(index, names, state, open),
    list: listPane(index, names, state, { open, set }),
  };
  const opened = openedPane(index, names, texts, { open, step });

  function draw() {
    rows = sorted(index, filtered(index, state, found), state.sort);
    bar.show();
    const view = panes[state.view] ? state.view : "grid";
    for (const [name, { box }] of Object.entries(panes)) box.hidden = name !== view;
    panes[view].show(rows);
    let passed = 0, judged = 0;
    for (const row of rows) {
      if (columns.status[row] === 0) passed++;
      if (columns.status[row] >= 0) judged++;
    }
    bar.say(`${rows.length} of ${columns.task.length} attempts · ${passed} of ${judged} passed`);
    writeAddress(state, names);
  }

  async function set(change) {
    Object.assign(state, change);
    if ("q" in change) {
      const mine = ++searching;
      found = undefined;
      if (state.q) {
        const partly = (share) => {
          if (share < 1) bar.say(`searching: ${Math.round(100 * share)} %`);
        };
        const all = await texts.search(state.q, partly, () => mine !== searching);
        if (mine !== searching) return;
        found = all;
      }
    }
    draw();
  }

  async function open(row, list) {
    if (list || !among?.includes(row)) among = list;
    state.open = row;
    writeAddress(state, names);
    if (row < 0) {
      opened.close();
      draw();
    } else if (await opened.show(row, among, () => state.open === row)) {
      (panes[state.view] ?? panes.grid).reveal(row);
    }
  }

  function step(by) {
    const list = among?.includes(state.open) && among.length > 1 ? among : rows;
    const at = list.indexOf(state.open) + by;
    if (at >= 0 && at < list.length) open(list[at], list === among ? among : undefined);
    else if (list === among) {
      among = undefined;
      step(by);
    }
  }

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
      "/": () => bar.search.focus(),
      g: () => set({ view: state.view === "grid" ? "list" : "grid" }),
    }[key];
    if (!does) return;
    event.preventDefault();
    does();
  });
  const restore = async () => {
    readAddress(state, names);
    await set(state.q ? { q: state.q } : {});
    if (state.open >= 0) await open(state.open);
    else opened.close();
  };
  addEventListener("hashchange", restore);

  app.replaceChildren(
    h("header", { class: "top" }, h("h1", {}, document.title), bar.element),
    h("main", {}, panes.grid.box, panes.list.box, opened.page),
  );
  await restore();
  document.body.dataset.ready = "true";
}

themed();
start().catch((error) => {
  app.replaceChildren(h("p", { class: "bad" }, String(error)));
  throw error;
});
