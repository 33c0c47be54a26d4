/** Which attempts are shown, and in what order: plain functions over the index. */

export const noFilter = {
  status: [],
  error: "",
  arm: "",
  round: "",
  least: "",
  most: "",
  against: "",
  change: "changed",
  helpers: false,
};

/**
 * Whether an attempt passed where another did not: 1 gained, -1 lost, 0 the same, undefined where
 * there is nothing to compare with.
 *
 * The other is the same task's and sample's last judged attempt of the arm `against`; `"before"`
 * is the attempt of the round before, which the parent chain leads to.
 */
export function changes(index, against) {
  const { arm, task, round, sample, status, parent } = index.columns;
  const passed = (row) => status[row] === 0;
  const change = (row, other) =>
    other === undefined || status[row] < 0 ? undefined : passed(row) - passed(other);
  if (against === "before") {
    return Array.from(status, (_, row) => {
      let other = parent[row];
      while (other >= 0 && status[other] < 0) other = parent[other];
      return change(row, other >= 0 ? other : undefined);
    });
  }
  const last = new Map(), wanted = Number(against);
  for (let row = 0; row < status.length; row++) {
    if (arm[row] !== wanted || status[row] < 0) continue;
    const key = `${task[row]} ${sample[row]}`, other = last.get(key);
    if (other === undefined || round[other] <= round[row]) last.set(key, row);
  }
  return Array.from(
    status,
    (_, row) =>
      arm[row] === wanted ? undefined : change(row, last.get(`${task[row]} ${sample[row]}`)),
  );
}

/** The attempts that a filter lets through; `found` are those of a search, where there is one. */
export function filtered(index, filter, found) {
  const { arm, round, status, error, chars } = index.columns;
  const { helpers, change } = filter;
  const least = filter.least === "" ? -Infinity : Number(filter.least);
  const most = filter.most === "" ? Infinity : Number(filter.most);
  const statuses = new Set(filter.status.map((name) => index.statuses.indexOf(name)));
  const kind = index.errors.indexOf(filter.error);
  const differs = filter.against === "" ? undefined : changes(index, filter.against);
  const wanted = { gained: [1], lost: [-1], changed: [1, -1] }[change] ?? [0];
  const rows = [];
  for (let row = 0; row < status.length; row++) {
    if (status[row] < 0 && !helpers) continue;
    if (statuses.size && !statuses.has(status[row])) continue;
    if (filter.error !== "" && error[row] !== kind) continue;
    if (filter.arm !== "" && arm[row] !== Number(filter.arm)) continue;
    if (filter.round !== "" && round[row] !== Number(filter.round)) continue;
    if (chars[row] < least || chars[row] > most) continue;
    if (differs && !wanted.includes(differs[row])) continue;
    if (found && !found.has(row)) continue;
    rows.push(row);
  }
  return rows;
}

/** The same attempts by a column, `-column` downwards; texts by their names, equal ones as they were. */
export function sorted(index, rows, by) {
  if (!by) return rows;
  const down = by.startsWith("-"), name = down ? by.slice(1) : by;
  const names = { task: index.tasks, error: index.errors, role: index.roles, model: index.models };
  const column = index.columns[name];
  if (!column) return rows;
  const rank = names[name] && ranks(names[name]);
  const key = rank ? (row) => rank[column[row]] : (row) => column[row];
  return [...rows].sort((a, b) => (down ? key(b) - key(a) : key(a) - key(b)) || a - b);
}

/** Of each name its place among all, numbers in names by their value. */
function ranks(names) {
  const { compare } = new Intl.Collator("en", { numeric: true });
  const order = names.map((_, i) => i).sort((a, b) => compare(names[a], names[b]));
  const rank = [];
  order.forEach((name, place) => rank[name] = place);
  return rank;
}

/**
 * Attempts by task, and inside by arm and round: `heads` are the columns, `tasks` the rows, and
 * `at(i, j)` the attempts of a cell in their order, undefined where there are none.
 */
export function gridOf(index, rows) {
  const { task, arm, round } = index.columns;
  const rounds = 1 + rows.reduce((most, row) => Math.max(most, round[row]), 0);
  const keyOf = (row) => arm[row] * rounds + round[row];
  const tasks = new Map(), keys = new Set();
  for (const row of rows) {
    if (!tasks.has(task[row])) tasks.set(task[row], tasks.size);
    keys.add(keyOf(row));
  }
  const heads = [...keys].sort((a, b) => a - b);
  const column = new Map(heads.map((key, j) => [key, j])), wide = heads.length;
  // The first attempt of each cell, and the one after each: lists without an array a cell.
  const first = new Int32Array(tasks.size * wide).fill(-1);
  const next = new Int32Array(task.length).fill(-1);
  for (let i = rows.length - 1; i >= 0; i--) {
    const row = rows[i], cell = tasks.get(task[row]) * wide + column.get(keyOf(row));
    next[row] = first[cell];
    first[cell] = row;
  }
  return {
    heads: heads.map((key) => ({ arm: Math.floor(key / rounds), round: key % rounds })),
    tasks: [...tasks.keys()],
    at(i, j) {
      const list = [];
      for (let row = first[i * wide + j]; row >= 0; row = next[row]) list.push(row);
      return list.length ? list : undefined;
    },
  };
}
