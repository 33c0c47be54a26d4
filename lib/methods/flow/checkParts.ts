/** What a flow is made of, by its option: how to see that it is that, and what to write. */
const parts = {
  tasks: {
    is: Array.isArray,
    write: "tasks: await loadTasks(…)",
    needed: true,
  },
  coder: { is: canGenerate, write: 'coder: model("tiny"), or scripted(f)', needed: true },
  helper: {
    is: canGenerate,
    write: 'helper: model("tiny:teacher"), or scripted(f)',
    needed: false,
  },
  python: {
    is: (value: unknown) => has(value, "judge"),
    write: "python: await sandbox()",
    needed: true,
  },
};

const has = (value: unknown, method: string) =>
  typeof (value as Record<string, unknown> | undefined)?.[method] === "function";

function canGenerate(value: unknown) {
  return has(value, "generate");
}

/**
 * Refuses a flow whose tasks, models or sandbox are none: a notebook's kernel checks no types.
 *
 * @param known the options that the flow has
 * @throws {RangeError} naming the option and what to write
 */
export function checkParts(method: string, options: object, known: object): void {
  if (Array.isArray(options)) {
    throw new RangeError(`${method} takes one object: ${method}({ tasks, coder, python })`);
  }
  for (const [name, { is, write, needed }] of Object.entries(parts)) {
    if (!Object.hasOwn(known, name)) continue;
    const value = (options as Record<string, unknown>)[name];
    if (value === undefined ? !needed : is(value)) continue;
    const what = value === undefined
      ? "is missing"
      : has(value, "then")
      ? "is a promise: await it"
      : typeof value === "string"
      ? `is a text: '${value}'`
      : `is of another kind: ${typeof value}`;
    throw new RangeError(`${method}: '${name}' ${what} (${write})`);
  }
}
