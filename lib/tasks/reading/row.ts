/** One row of a task file: its fields stay JSON text until a loader asks for one. */
import { z } from "zod";
import { jsonFields, TaskSetError } from "../../base/mod.ts";

/**
 * A row of a task file.
 *
 * @example
 * ```ts
 * import { Row } from "tracelab/tasks";
 * new Row('{"id": 7, "input": [1.0]}', "own.jsonl:1").text("input"); // "[1.0]": as it was written
 * ```
 */
export class Row {
  readonly fields: Map<string, string>;

  /** `where` names the file and line for errors. */
  constructor(text: string, readonly where: string) {
    try {
      this.fields = jsonFields(text);
    } catch (error) {
      throw new TaskSetError(`${where}: ${(error as Error).message}`);
    }
  }

  has(...names: string[]): boolean {
    return names.every((name) => this.fields.has(name));
  }

  /** A field's JSON text, for numbers that must keep their form. */
  text(name: string): string {
    const text = this.fields.get(name);
    if (text === undefined) throw new TaskSetError(`${this.where}: no field '${name}'`);
    return text;
  }

  /** A field's value, as JavaScript reads it. */
  value(name: string): unknown {
    const text = this.text(name);
    try {
      return JSON.parse(text);
    } catch {
      const start = text.length > 40 ? `${text.slice(0, 40)}…` : text;
      throw new TaskSetError(`${this.where}: ${name}: not JSON: ${start}`);
    }
  }

  /** The fields that `shape` names, checked. */
  read<S extends z.ZodRawShape>(shape: S): z.infer<z.ZodObject<S>> {
    const value: Record<string, unknown> = {};
    for (const name of Object.keys(shape)) {
      if (this.fields.has(name)) value[name] = this.value(name);
    }
    return check(schemaOf(shape), value, this.where);
  }
}

/** To make a schema takes a hundred times as long as to check a row by it. */
const schemas = new WeakMap<z.ZodRawShape, z.ZodType>();

function schemaOf<S extends z.ZodRawShape>(shape: S): z.ZodObject<S> {
  const known = schemas.get(shape) as z.ZodObject<S> | undefined;
  if (known) return known;
  const schema = z.object(shape);
  schemas.set(shape, schema);
  return schema;
}

/** `schema.parse` with an error of one line that says where. */
export function check<S extends z.ZodType>(schema: S, value: unknown, where: string): z.infer<S> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw new TaskSetError(`${where}: ${issue.path.join(".") || "row"}: ${issue.message}`);
}
