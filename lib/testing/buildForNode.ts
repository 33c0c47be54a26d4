/** Compiles modules and all they import to JavaScript that Node 20 runs, in a folder beside the packages. */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));

export interface NodeBuild extends Disposable {
  /** The compiled module of a source file. */
  file(source: string): string;
}

/** @param sources paths from the project's root. */
export async function buildForNode(...sources: string[]): Promise<NodeBuild> {
  const { default: ts } = await import("typescript");
  const folder = mkdtempSync(join(root, "node_modules", ".for-node-"));
  writeFileSync(join(folder, "package.json"), '{"type": "module"}');
  const target = (source: string) => join(folder, relative(root, source).replace(/\.ts$/, ".js"));
  const waiting = sources.map((source) => join(root, source));
  for (const source of waiting) {
    const text = readFileSync(source, "utf8");
    for (const { fileName } of ts.preProcessFile(text).importedFiles) {
      const imported = resolve(dirname(source), fileName);
      if (!fileName.startsWith(".") || waiting.includes(imported)) continue;
      if (existsSync(imported)) waiting.push(imported);
    }
    const { outputText } = ts.transpileModule(text, {
      compilerOptions: {
        module: ts.ModuleKind.ESNext,
        target: ts.ScriptTarget.ES2022,
        rewriteRelativeImportExtensions: true,
      },
    });
    mkdirSync(dirname(target(source)), { recursive: true });
    writeFileSync(target(source), outputText);
  }
  return {
    file: (source) => target(join(root, source)),
    [Symbol.dispose]: () => rmSync(folder, { recursive: true }),
  };
}
