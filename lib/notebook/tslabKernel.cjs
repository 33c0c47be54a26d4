#!/usr/bin/env node
/**
 * tslab without its file watchers. Its compiler watches every folder that an import was looked for in,
 * and debounces with a single timer that only a cell's execution ends: two files that appear between
 * two cells (a package that is built, an `npm install`) leave it "Unexpected pending rebuildTimer" for
 * every later cell. What a kernel has imported it keeps, as Deno's does.
 */
"use strict";
const { realpathSync } = require("node:fs");
const { createRequire } = require("node:module");

const main = realpathSync(require.resolve("tslab/bin/tslab"));
const { sys } = createRequire(main)("@tslab/typescript-for-tslab");
sys.watchFile = sys.watchDirectory = () => ({ close() {} });
require(main);
