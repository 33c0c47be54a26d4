/**
 * Builds what tslab loads as `tracelab`: JavaScript and declarations in `lib/dist`, and a package
 * of that name in `node_modules` that points to them.
 *
 * tslab resolves types the old way (files, not `exports`), hence `main` and `types`. The built
 * modules stay inside the project, so that they find its `data`.
 */
import { cpSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import ts from "typescript";

const root = join(import.meta.dirname!, "../..");
const lib = join(root, "lib"), dist = join(lib, "dist");

/** Not for users of the package: commands, tests and what serves them. */
const left =
  /_test\.ts$|\/(?:cli|testing|dist|snapshots|attacks)\/|\/tiny\/kernels\/\w+\.ts$|\/bench\.ts$|_bench\.ts$/;

/** Builds the package; returns how many modules it has. */
export function buildPackage(): number {
  const modules = globSync(`${lib}/**/*.ts`).filter((file) => !left.test(file));
  rmSync(dist, { recursive: true, force: true });
  mkdirSync(dist, { recursive: true });
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
    rootDir: lib,
    outDir: dist,
  });
  program.emit(undefined, (file, text) => {
    // Declarations keep their imports' `.ts`, which tslab's compiler does not look for.
    const declaration = file.endsWith(".d.ts");
    const written = declaration ? text.replace(/(["'])(\.[^"']+)\.ts\1/g, "$1$2.js$1") : text;
    mkdirSync(join(file, ".."), { recursive: true });
    writeFileSync(file, written);
  });
  for (const file of globSync(`${lib}/**/*.{py,wasm,json}`)) {
    if (!left.test(file)) cpSync(file, join(dist, relative(lib, file)));
  }
  const folder = join(root, "node_modules/tracelab");
  const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const about = {
    name: "tracelab",
    version: version ?? "0.0.0",
    type: "module",
    main: "./mod.js",
    types: "./mod.d.ts",
  };
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "package.json"), JSON.stringify(about, null, 2) + "\n");
  writeFileSync(join(folder, "mod.js"), 'export * from "../../lib/dist/mod.js";\n');
  writeFileSync(join(folder, "mod.d.ts"), 'export * from "../../lib/dist/mod";\n');
  return modules.length;
}
