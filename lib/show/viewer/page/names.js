/** How what the index numbers is called. */

export const SIGNS = {
  passed: "✓",
  failed: "✗",
  error: "E",
  syntax: "S",
  timeout: "T",
  memory: "M",
  killed: "K",
  harness: "?",
};

/** Names by number, and the attempt of a name. */
export function namesOf({ columns, tasks, arms, runs, roles, statuses }) {
  // An arm by its own name, and with its run's where another run has one of that name.
  const armNames = arms.map(({ run, name }, arm) => {
    const others = arms.filter((one, i) => i !== arm && one.name === name);
    return others.length ? `${name} · ${runs[run].name.split("/").at(-1)}` : name;
  });
  return {
    armName: (arm) => armNames[arm],
    statusOf: (row) => statuses[columns.status[row]] ?? "none",
    rounds: [...new Set(columns.round)].sort((a, b) => a - b),
    nameOf(row) {
      const { run, name } = arms[columns.arm[row]];
      return [runs[run].name, name, tasks[columns.task[row]]]
        .concat(columns.round[row], roles[columns.role[row]], columns.sample[row]).join("|");
    },
    /** -1 where there is none. */
    rowOf(name) {
      const [run, arm, task, round, role, sample] = name.split("|");
      const at = tasks.indexOf(task), who = roles.indexOf(role);
      const branch = arms.findIndex((one) => one.name === arm && runs[one.run].name === run);
      return columns.task.findIndex((_, row) =>
        columns.task[row] === at && columns.arm[row] === branch &&
        columns.round[row] === Number(round) && columns.role[row] === who &&
        columns.sample[row] === Number(sample)
      );
    },
  };
}
