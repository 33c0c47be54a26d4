/**
 * Builds what tslab loads as `tracelab`: JavaScript and declarations in `lib/dist/HASH`, and a package
 * of that name in `node_modules` that points to them.
 *
 * The hash is of all that goes in: what is built already is not built again, and a kernel that runs
 * keeps the modules it began with. Nothing is changed in place: a build is made aside and renamed when
 * it is whole, and the package turns to it by one rename, so that two builders do not meet.
 *
 * The package has the entries that `deno.json` gives to Deno: `tracelab`, `tracelab/tiny`… Node takes
 * them from `exports`; tslab's compiler resolves types the old way and takes them from `types` and
 * `typesVersions`. The built modules stay inside the project, so that they find its `data`.
 */
import { createHash } from "node:crypto";
import {
  cpSync,
  existsSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { dirname, join, relative } from "node:path";
import process from "node:process";
import ts from "typescript";

const root = join(import.meta.dirname!, "../..");

/** Not for users of the package: commands, benches, tests, and most of what serves them. */
const left =
  /_test\.ts$|\/(?:bench|cli|dist|snapshots|attacks)\/|\/testing\/(?!mod\.|stubServer|modelContract)|\/tiny\/kernels\/\w+\.ts$/;

/** A kernel that still runs may load modules of the build it began with. */
const keptMs = 7 * 24 * 3600_000;

/**
 * Builds the package of a project where it changed.
 *
 * @param project the project's folder. @default {this project}
 * @returns how many modules were built: 0 where nothing changed.
 */
export function buildPackage(project: string = root): number {
  const lib = join(project, "lib"), dist = join(lib, "dist");
  const files = (pattern: string) =>
    globSync(`${lib}/**/*.${pattern}`).filter((file) => !left.test(relative(project, file))).sort();
  const modules = files("ts"), others = files("{py,wasm,json,cjs,js,css}");
  const { version = "0.0.0" } = JSON.parse(readFileSync(join(project, "package.json"), "utf8"));
  const entries = entriesOf(project);
  const hash = createHash("sha256").update(JSON.stringify([version, ts.version, entries]));
  for (const file of [...modules, ...others, import.meta.filename!]) {
    const content = readFileSync(file);
    hash.update(`\n${relative(project, file)} ${content.length}\n`).update(content);
  }
  const name = hash.digest("hex").slice(0, 16);
  const built = existsSync(join(dist, name)) ? 0 : modules.length;
  if (built) {
    mkdirSync(dist, { recursive: true });
    const aside = mkdtempSync(join(dist, ".new-"));
    try {
      compile(modules, lib, aside);
      for (const file of others) cpSync(file, join(aside, relative(lib, file)));
      renameSync(aside, join(dist, name));
    } catch (error) {
      rmSync(aside, { recursive: true });
      if (!existsSync(join(dist, name))) throw error; // else another builder was first
    }
  }
  if (point(join(project, "node_modules/tracelab"), name, version, entries)) clean(dist, name);
  return built;
}

/** The package's entries, `.` or `./tiny`, and their modules in `lib`, without `.ts`. */
function entriesOf(project: string): [entry: string, module: string][] {
  const { imports } = JSON.parse(readFileSync(join(project, "deno.json"), "utf8"));
  return Object.entries<string>(imports)
    .filter(([from]) => /^tracelab(?:\/|$)/.test(from))
    .map(([from, to]) => [
      from.replace("tracelab", "."),
      relative("lib", to).replace(/\.ts$/, ""),
    ]);
}

function compile(modules: string[], rootDir: string, outDir: string): void {
  const program = ts.createProgram(modules, {
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    lib: ["lib.esnext.d.ts"],
    types: ["node"],
    allowImportingTsExtensions: true,
    rewriteRelativeImportExtensions: true,
    declaration: true,
    noCheck: true, // `deno check` does it
    skipLibCheck: true,
    strict: true,
    rootDir,
    outDir,
  });
  program.emit(undefined, (file, text) => {
    // Declarations keep their imports' `.ts`, which tslab's compiler does not look for.
    const declaration = file.endsWith(".d.ts");
    const written = declaration ? text.replace(/(["'])(\.[^"']+)\.ts\1/g, "$1$2.js$1") : text;
    mkdirSync(join(file, ".."), { recursive: true });
    writeFileSync(file, written);
  });
}

/** Turns the package to a build; returns whether it was turned to another one. */
function point(
  folder: string,
  name: string,
  version: string,
  entries: [entry: string, module: string][],
): boolean {
  const write = (file: string, text: string) => {
    const path = join(folder, file);
    if (existsSync(path) && readFileSync(path, "utf8") === text) return false;
    mkdirSync(dirname(path), { recursive: true });
    const aside = join(folder, `.writing.${process.pid}`);
    writeFileSync(aside, text);
    renameSync(aside, path);
    return true;
  };
  // One folder a build: its name in package.json is all that ever changes.
  const exports: Record<string, { types: string; default: string }> = {};
  for (const [entry, module] of entries) {
    const own = `${name}/${entry === "." ? "mod" : entry.slice(2)}`;
    const built = `${"../".repeat(own.split("/").length)}../lib/dist/${name}/${module}`;
    write(`${own}.js`, `export * from "${built}.js";\n`);
    write(`${own}.d.ts`, `export * from "${built}";\n`);
    exports[entry] = { types: `./${own}.d.ts`, default: `./${own}.js` };
  }
  const below = Object.entries(exports).filter(([entry]) => entry !== ".");
  const about = {
    name: "tracelab",
    version,
    type: "module",
    main: exports["."].default,
    types: exports["."].types,
    typesVersions: {
      "*": Object.fromEntries(below.map(([entry, { types }]) => [entry.slice(2), [types]])),
    },
    exports,
  };
  return write("package.json", JSON.stringify(about, null, 2) + "\n");
}

/** Removes builds that nobody has turned to for a week; none but such have names of this form. */
function clean(dist: string, current: string): void {
  for (const name of readdirSync(dist)) {
    const folder = join(dist, name);
    if (!/^(?:[\da-f]{16}|\.new-\w+)$/.test(name) || name === current) continue;
    if (Date.now() - statSync(folder).mtimeMs > keptMs) rmSync(folder, { recursive: true });
  }
}
