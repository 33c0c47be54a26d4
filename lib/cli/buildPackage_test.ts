import assert from "node:assert/strict";
import { execFile, spawn } from "node:child_process";
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { promisify } from "node:util";
import ts from "typescript";
import { Kernel, kernelSpec } from "../notebook/mod.ts";
import { needs } from "../testing/needs.ts";
import { buildPackage } from "./buildPackage.ts";
import { entries, exported } from "./exported.ts";

const root = join(import.meta.dirname!, "../..");

/** A project with one room, in a folder that is removed. */
async function withProject(work: (project: string) => Promise<void> | void) {
  const project = mkdtempSync(join(tmpdir(), "tracelab-build-"));
  try {
    mkdirSync(join(project, "lib/part"), { recursive: true });
    mkdirSync(join(project, "node_modules"));
    symlinkSync(join(root, "node_modules/@types"), join(project, "node_modules/@types"));
    writeFileSync(join(project, "package.json"), '{"type": "module"}');
    const imports = { tracelab: "./lib/mod.ts", "tracelab/part": "./lib/part/mod.ts", zod: "x" };
    writeFileSync(join(project, "deno.json"), JSON.stringify({ imports }));
    writeFileSync(join(project, "lib/mod.ts"), 'export { value, late } from "./part/part.ts";\n');
    writeFileSync(join(project, "lib/part/mod.ts"), 'export * from "./part.ts";\n');
    writeModule(project, 1);
    await work(project);
  } finally {
    rmSync(project, { recursive: true });
  }
}

const writeModule = (project: string, value: number) =>
  writeFileSync(
    join(project, "lib/part/part.ts"),
    `export const value: number = ${value};\n` +
      `export const late = async () => (await import("./late.ts")).late;\n` +
      `export interface Part { value: number }\nexport const part: Part = { value };\n`,
  );

/** Everything in the folders that a build writes to, with what would tell a change. */
function state(project: string) {
  const folders = [join(project, "lib/dist"), join(project, "node_modules/tracelab")];
  return folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true }).sort().map((name) => {
      const { ino, mtimeMs } = statSync(join(folder, String(name)));
      return `${name} ${ino} ${mtimeMs}`;
    })
  );
}

Deno.test("what did not change is not built again, and nothing of it is touched", () =>
  withProject((project) => {
    assert.equal(buildPackage(project), 3);
    const before = state(project);
    assert.equal(buildPackage(project), 0);
    writeFileSync(join(project, "lib/part/part_test.ts"), "export {};");
    assert.equal(buildPackage(project), 0);
    assert.deepEqual(state(project), before);
  }));

Deno.test("another content is another build beside the first, and its return is not built", () =>
  withProject((project) => {
    const main = () =>
      JSON.parse(readFileSync(join(project, "node_modules/tracelab/package.json"), "utf8")).main;
    buildPackage(project);
    const [first] = readdirSync(join(project, "lib/dist")), firstMain = main();
    writeModule(project, 2);
    assert.equal(buildPackage(project), 3);
    const builds = readdirSync(join(project, "lib/dist"));
    assert.equal(builds.length, 2);
    assert(builds.includes(first));
    assert.notEqual(main(), firstMain);
    writeFileSync(join(project, "lib/part/data.json"), "1");
    assert.equal(buildPackage(project), 3);
    rmSync(join(project, "lib/part/data.json"));
    writeModule(project, 1);
    assert.equal(buildPackage(project), 0);
    assert.equal(main(), firstMain);
  }));

Deno.test("builders that meet make one build, and leave nothing else", () =>
  withProject(async (project) => {
    const code = `import { buildPackage } from ${
      JSON.stringify(new URL("buildPackage.ts", import.meta.url))
    };
      buildPackage(Deno.args[0]);`;
    const file = join(root, "lib/dist", `.meet-${process.pid}.ts`);
    mkdirSync(join(root, "lib/dist"), { recursive: true });
    writeFileSync(file, code);
    try {
      const args = ["run", "-A", "--no-check", file, project];
      const ends = [1, 2, 3].map(() =>
        new Promise((resolve) =>
          spawn(process.execPath, args, { stdio: "inherit" }).once("close", resolve)
        )
      );
      assert.deepEqual(await Promise.all(ends), [0, 0, 0]);
    } finally {
      rmSync(file);
    }
    assert.equal(readdirSync(join(project, "lib/dist")).length, 1);
    assert.equal(readdirSync(join(project, "node_modules/tracelab")).length, 2);
    assert.equal(buildPackage(project), 0);
  }));

Deno.test({
  ...needs("node"),
  name:
    "the package has Deno's entries, each with the same names, in Node and for tslab's compiler",
  fn: async () => {
    buildPackage();
    const modules = [...entries().keys()];
    const code = `const found = {};
      for (const name of ${
      JSON.stringify(modules)
    }) found[name] = Object.keys(await import(name)).sort();
      console.log(JSON.stringify(found));`;
    const { stdout } = await promisify(execFile)("node", ["--input-type=module", "-e", code], {
      cwd: join(root, "notebooks"),
    });
    const inNode: Record<string, string[]> = JSON.parse(stdout);
    const documented = await exported(), typed = typedNames(modules);
    for (const name of modules) {
      assert.deepEqual(inNode[name], Object.keys(await import(name)).sort(), name);
      // `show.table` is in the namespace `show`.
      const names = new Set(documented.get(name)!.map((one) => one.name.split(".")[0]));
      assert.deepEqual(typed.get(name)!.sort(), [...names].sort(), name);
    }
  },
});

/** The names that tslab's compiler finds in modules. */
function typedNames(modules: string[]): Map<string, string[]> {
  const file = join(root, "notebooks", "names.ts");
  const options = {
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Node10,
    ignoreDeprecations: "6.0",
    skipLibCheck: true,
  };
  const host = ts.createCompilerHost(options), { getSourceFile, fileExists } = host;
  const text = modules.map((module, i) => `import * as all${i} from "${module}";`).join("\n");
  host.fileExists = (path) => path === file || fileExists(path);
  host.getSourceFile = (path, ...rest) =>
    path === file
      ? ts.createSourceFile(path, text, ts.ScriptTarget.ES2022)
      : getSourceFile(path, ...rest);
  const program = ts.createProgram([file], options, host), checker = program.getTypeChecker();
  const imports = program.getSourceFile(file)!.statements.filter(ts.isImportDeclaration);
  return new Map(imports.map(({ importClause }, i) => {
    const bindings = importClause!.namedBindings!;
    assert(ts.isNamespaceImport(bindings));
    const symbol = checker.getAliasedSymbol(checker.getSymbolAtLocation(bindings.name)!);
    return [modules[i], checker.getExportsOfModule(symbol).map(({ name }) => name)];
  }));
}

Deno.test({
  ...needs("node"),
  name:
    "a package that is built before and during a kernel's life: it executes, and keeps its build",
  fn: () =>
    withProject(async (project) => {
      writeFileSync(join(project, "lib/part/late.ts"), "export const late = 1;\n");
      const cwd = join(project, "notebooks");
      mkdirSync(cwd);
      const started = async (...cells: string[]) => {
        const kernel = await Kernel.start(kernelSpec("tslab"), { cwd });
        let printed = "";
        const run = async (code: string) => {
          printed = "";
          const take = ({ content }: { content: { text?: string } }) =>
            void (printed += content.text ?? "");
          const reply = await kernel.execute(code, take, { timeoutMs: 60_000 });
          await kernel.settle(take);
          assert.equal(reply.status, "ok", printed);
          return printed;
        };
        for (const cell of cells) await run(cell);
        return { run, close: () => kernel.close() };
      };
      buildPackage(project); // just before the kernel starts
      const first = await started('import { value, late } from "tracelab";');
      try {
        writeModule(project, 2);
        writeFileSync(join(project, "lib/part/late.ts"), "export const late = 2;\n");
        buildPackage(project);
        const second = await started('import { value, late } from "tracelab";');
        try {
          for (let i = 0; i < 3; i++) {
            writeModule(project, 3 + i);
            buildPackage(project);
            assert.equal(await first.run("console.log(value, await late());"), "1 1\n");
            assert.equal(await second.run("console.log(value, await late());"), "2 2\n");
          }
          const entry = 'import { part, type Part } from "tracelab/part"; const own: Part = part;';
          await second.run(entry);
          assert.equal(await second.run("console.log(own.value);"), "2\n");
          const wrong = second.run('const text: Part = "of another type";');
          await assert.rejects(wrong, /not assignable to type 'Part'/);
        } finally {
          await second.close();
        }
      } finally {
        await first.close();
      }
    }),
});
