/**
 * The viewer as one HTML page: style, script and, in a file of its own, every attempt, compressed in
 * parts that the page inflates as they are opened. Nothing is loaded from elsewhere.
 */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { gzipSync } from "node:zlib";
import { packageFile } from "../../base/mod.ts";
import { escapeHtml } from "../html.ts";
import type { RunTexts } from "./runIndex.ts";

/** The page's modules in the order of their imports: one script, without `import` and `export`. */
const MODULES = ["dom", "packed", "data", "filter", "diff", "stepper", "sample", "names"]
  .concat("address", "theme", "toolbar", "virtual", "grid", "list", "opened", "main");

/** The prompts of tasks by their ids; `why` is said where one is not at hand. */
export interface Prompts {
  prompts: Record<string, string>;
  why: string;
}

const file = (name: string) => readFileSync(new URL(`page/${name}`, import.meta.url), "utf8");

function script(): string {
  const require = createRequire(packageFile("package.json"));
  const highlighter = ["core", "languages/python"].map((name) => {
    const code = readFileSync(require.resolve(`highlight.js/lib/${name}`), "utf8");
    return `(() => { const module = {}; ${code}\nreturn module.exports; })()`;
  });
  const own = MODULES.map((name) =>
    file(`${name}.js`).replace(/^import [^;]*;\n/gm, "").replace(/^export /gm, "")
  );
  return [
    `const hljs = ${highlighter[0]};`,
    `hljs.registerLanguage("python", ${highlighter[1]});`,
    `(() => { "use strict";\n${own.join("\n")}})();`,
  ].join("\n").replaceAll("</script", "<\\/script");
}

const compressed = (text: string | Uint8Array) => gzipSync(text, { level: 6 }).toString("base64");

/**
 * The page. With `texts` it has all in itself; without, it asks the server that it comes from.
 */
export function runPage(title: string, content?: { texts: RunTexts; prompts: Prompts }): string {
  const embedded = (name: string, text: string | Uint8Array) =>
    `<script type="text/plain" id="${name}">${compressed(text)}</script>`;
  // The script stands behind the index and before the texts: the page is there while they are read.
  const parts: string[] = [];
  if (content) parts.push(embedded("index", content.texts.packed()));
  parts.push(`<script>${script()}</script>`);
  if (content) {
    const { texts, prompts } = content;
    parts.push(embedded("tasks", JSON.stringify(prompts)));
    for (const i of texts.index.chunks.keys()) parts.push(embedded(`chunk${i}`, texts.chunk(i)!));
  }
  const policy = "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; " +
    `connect-src ${
      content ? "'none'" : "'self'"
    }; img-src data:; base-uri 'none'; form-action 'none'`;
  return [
    '<!DOCTYPE html>\n<html lang="en">\n<head><meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
    '<meta name="viewport" content="width=device-width">',
    `<title>${escapeHtml(title)}</title>`,
    `<style>\n${file("stepper.css")}${file("style.css")}</style></head>`,
    `<body data-from="${content ? "file" : "server"}"><div id="app"><p>Loading…</p></div>`,
    "<noscript>This page shows its attempts with a script of its own; here scripts are off.</noscript>",
    ...parts,
    "</body>\n</html>\n",
  ].join("\n");
}
