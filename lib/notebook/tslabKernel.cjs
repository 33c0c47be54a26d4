#!/usr/bin/env node
/**
 * tslab without its file watchers, and with `{ tasks }` for variables of earlier cells. Its compiler watches every folder that an import was looked for in,
 * and debounces with a single timer that only a cell's execution ends: two files that appear between
 * two cells (a package that is built, an `npm install`) leave it "Unexpected pending rebuildTimer" for
 * every later cell. What a kernel has imported it keeps, as Deno's does.
 *
 * It finds a variable of an earlier cell by its symbol, and the symbol of the shorthand `{ tasks }` is
 * the property's: "tasks is not defined". It gets `{ tasks: tasks }` to compile.
 */
"use strict";
const { realpathSync } = require("node:fs");
const { createRequire } = require("node:module");
const { dirname, join } = require("node:path");

const main = realpathSync(require.resolve("tslab/bin/tslab"));
const ts = createRequire(main)("@tslab/typescript-for-tslab");
ts.sys.watchFile = ts.sys.watchDirectory = () => ({ close() {} });

function withoutShorthands(source) {
  const names = [];
  (function visit(node) {
    if (ts.isShorthandPropertyAssignment(node)) names.push(node.name);
    ts.forEachChild(node, visit);
  })(ts.createSourceFile("cell.tsx", source, ts.ScriptTarget.Latest, true));
  for (const name of names.reverse()) {
    const at = name.getStart();
    source = `${source.slice(0, at)}${name.text}: ${source.slice(at)}`;
  }
  return source;
}

const converter = require(join(dirname(main), "../dist/converter.js"));
const make = converter.createConverter;
converter.createConverter = (options) => {
  const made = make(options), convert = made.convert;
  return { ...made, convert: (before, cell) => convert(before, withoutShorthands(cell)) };
};
require(main);
