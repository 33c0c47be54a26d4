/**
 * What a whole task set takes for granted and no prompt says: a model can learn it only from
 * failures or from a directive. This gives prompt optimisation something real to find.
 */
export interface Conventions {
  /** What maximum, minimum, average, first, last and longest of nothing give. */
  empty: "none" | "zero" | "minusOne";
  /** Whether "from 1 to n" and "between 3 and 8" include their ends. */
  bounds: "inclusive" | "exclusive";
  /** Whether letters are compared with regard to case. */
  case: "sensitive" | "insensitive";
  /** What averages and halves are: exact, rounded down, or rounded to the nearest whole number. */
  rounding: "exact" | "down" | "nearest";
}

/**
 * What a task set follows when nothing else is asked for.
 *
 * @example
 * ```ts
 * import { loadTasks } from "tracelab";
 * import { defaultConventions } from "tracelab/tiny";
 * const conventions = { ...defaultConventions, empty: "zero" as const };
 * await loadTasks("tiny", { limit: 2, conventions });
 * ```
 */
export const defaultConventions: Conventions = {
  empty: "none",
  bounds: "inclusive",
  case: "sensitive",
  rounding: "exact",
};

/** A convention said as a standing instruction, by name and value. */
export const directives: { [K in keyof Conventions]: Record<Conventions[K], string> } = {
  empty: {
    none: "Return None when there is nothing to return.",
    zero: "Return 0 when there is nothing to return.",
    minusOne: "Return -1 when there is nothing to return.",
  },
  bounds: {
    inclusive: "Include both ends of a range.",
    exclusive: "Leave out the ends of a range.",
  },
  case: {
    sensitive: "Upper and lower case letters differ.",
    insensitive: "Ignore the case of letters.",
  },
  rounding: {
    exact: "Do not round averages and halves.",
    down: "Round averages and halves down.",
    nearest: "Round averages and halves to the nearest integer.",
  },
};

/** Python's text of what "nothing" gives. */
export const emptyText = { none: "None", zero: "0", minusOne: "-1" } as const;
export const emptyValue = { none: null, zero: 0, minusOne: -1 } as const;
