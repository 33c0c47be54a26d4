/**
 * Rows that are tasks already: the bundled starter set and sets that people write themselves.
 */
import { check, type Row } from "../reading/row.ts";
import { Task } from "../task.ts";

/** The task of a row with the fields of {@link Task}. */
export function starter(row: Row): Task {
  const value = Object.fromEntries([...row.fields.keys()].map((key) => [key, row.value(key)]));
  return check(Task, value, row.where);
}
