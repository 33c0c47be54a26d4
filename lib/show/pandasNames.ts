/** What hands that know pandas write on a frame: read where it is plain, else told what it is called here. */
type Method = (this: unknown, ...given: unknown[]) => unknown;

const wrapped = new WeakSet<object>();

/** `sort_values` says `sortValues`; `groupby("arm")` is `groupby(["arm"])`; a query in text says how one is written. */
export function pandasNames(prototype: object): void {
  if (wrapped.has(prototype)) return;
  wrapped.add(prototype);
  const define = (name: string, value: Method) =>
    Object.defineProperty(prototype, name, { configurable: true, writable: true, value });
  for (const name of Object.getOwnPropertyNames(prototype)) {
    const snake = name.replace(/[A-Z]+/g, (capitals) => `_${capitals.toLowerCase()}`);
    if (snake === name || snake.startsWith("$") || snake in prototype) continue;
    define(snake, () => {
      throw new TypeError(`a frame's '${snake}' is written ${name}: frame.${name}(…)`);
    });
  }
  const own = (name: string) =>
    Object.getOwnPropertyDescriptor(prototype, name)?.value as Method | undefined;
  const groupby = own("groupby"), query = own("query");
  if (groupby) {
    define("groupby", function (columns, ...rest) {
      return groupby.call(this, typeof columns === "string" ? [columns] : columns, ...rest);
    });
  }
  if (query) {
    define("query", function (condition, ...rest) {
      if (typeof condition !== "string") return query.call(this, condition, ...rest);
      throw new TypeError(
        `query takes no text ('${condition}'): frame.query(frame.column("status").eq("passed"))`,
      );
    });
  }
}
