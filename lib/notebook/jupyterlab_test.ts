/** BaseCode in JupyterLab, in a real browser: run all cells, find the table and the charts. */
import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import net from "node:net";
import { join, resolve } from "node:path";
import process from "node:process";
import { chromium as browsers, type Page } from "playwright-core";
import { chromium, needs, venvPython } from "../testing/needs.ts";
import { kernelSpec } from "./kernelSpec.ts";
import { show } from "../show/mod.ts";
import { readNotebook, writeNotebook } from "./nbformat.ts";

const root = join(import.meta.dirname!, "../..");
const TOKEN = "only-for-this-test";

async function freePort(): Promise<number> {
  const server = net.createServer();
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const { port } = server.address() as net.AddressInfo;
  await new Promise((closed) => server.close(closed));
  return port;
}

/** A JupyterLab whose configuration, kernels and runs are all in `folder`. */
async function startLab(folder: string): Promise<{ lab: ChildProcess; address: string }> {
  const kernel = join(folder, "share/kernels/deno");
  await mkdir(kernel, { recursive: true });
  const { command, displayName } = kernelSpec("deno");
  const spec = { argv: command, display_name: displayName, language: "typescript" };
  await writeFile(join(kernel, "kernel.json"), JSON.stringify(spec));
  const port = await freePort();
  const lab = spawn(resolve(venvPython), [
    ...["-m", "jupyterlab", "--no-browser", "--allow-root", `--port=${port}`],
    ...["--ServerApp.port_retries=0", `--IdentityProvider.token=${TOKEN}`],
    ...[`--ServerApp.root_dir=${folder}`, "--ServerApp.allow_hidden=True"],
    "--LabApp.news_url=None",
  ], {
    cwd: folder,
    env: {
      ...process.env,
      JUPYTER_PATH: join(folder, "share"),
      JUPYTER_CONFIG_DIR: join(folder, "config"),
      JUPYTER_DATA_DIR: join(folder, "data"),
      JUPYTER_RUNTIME_DIR: join(folder, "runtime"),
      TRACELAB_RUNS: join(folder, "runs"),
      TRACELAB_STORE: join(folder, "completions"),
    },
    stdio: "ignore",
  });
  const address = `http://127.0.0.1:${port}`;
  for (let tries = 0;; tries++) {
    const answer = await fetch(`${address}/api/status?token=${TOKEN}`).catch(() => undefined);
    await answer?.body?.cancel();
    if (answer?.ok) return { lab, address };
    if (tries > 300) throw new Error("JupyterLab did not start");
    await new Promise((later) => setTimeout(later, 200));
  }
}

async function runAllCells(page: Page, address: string): Promise<void> {
  await page.goto(`${address}/lab/tree/BaseCode.ipynb?token=${TOKEN}&reset`);
  await page.locator(".jp-Notebook .jp-CodeCell").first().waitFor({ timeout: 90_000 });
  await page.getByText("Deno | Idle").first().waitFor({ timeout: 90_000 });
  await page.locator(".lm-MenuBar-itemLabel", { hasText: /^Run$/ }).click();
  await page.locator('.lm-Menu-item[data-command="runmenu:run-all"]').click();
}

Deno.test({
  ...needs("jupyter", "chromium"),
  name: "BaseCode runs in JupyterLab: every cell, its tables and its charts",
  sanitizeOps: false,
  sanitizeResources: false,
  fn: async () => {
    // Inside the project, where Deno's kernel finds the import map.
    const folder = await mkdtemp(join(root, "notebooks/.check-"));
    const notebook = await readNotebook(join(root, "notebooks/BaseCode.ipynb"));
    let cells = 0;
    for (const cell of notebook.cells) {
      if (cell.cell_type !== "code") continue;
      cells++;
      cell.outputs = [];
      cell.execution_count = null;
    }
    await writeNotebook(join(folder, "BaseCode.ipynb"), notebook);
    const { lab, address } = await startLab(folder);
    const browser = await browsers.launch({
      executablePath: chromium,
      args: ["--no-sandbox", "--disable-gpu"],
    });
    try {
      const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
      await runAllCells(page, address);
      const last = page.locator(".jp-CodeCell .jp-InputPrompt").last();
      await last.getByText(`[${cells}]:`).waitFor({ timeout: 240_000 });
      const outputs = page.locator(".jp-OutputArea-output");
      await outputs.locator("table.dataframe").first().waitFor();
      const texts = (await outputs.locator("table.dataframe").allTextContents()).join("\n");
      assert.match(texts, /pass ratio/);
      assert.match(texts, /author's artefact/);
      const charts = outputs.locator('img[src^="data:image/svg+xml"], svg.tracelab-chart');
      assert.equal(await charts.count(), 2);
      const box = await charts.last().boundingBox();
      assert((box?.width ?? 0) > 400, `a chart of ${box?.width} pixels`);
      assert.equal(await page.locator(".jp-mod-error, [data-mime-type*=stderr]").count(), 0);
      const images = process.env.TRACELAB_SCREENSHOTS;
      if (images) {
        await page.keyboard.press("Control+b"); // without the side bar
        const table = await outputs.locator("table.dataframe").first().elementHandle();
        await table!.evaluate((node) =>
          (node as unknown as { scrollIntoView(to: object): void }).scrollIntoView({
            block: "center",
          })
        );
        await new Promise((drawn) => setTimeout(drawn, 1000));
        await page.screenshot({ path: join(images, "jupyterlab.png") });
      }
      // A notebook that was made elsewhere is not trusted: no SVG and no script of it is shown.
      const code = notebook.cells.find((cell) => cell.cell_type === "code")!;
      assert(code.cell_type === "code");
      const data = await show.displayData(show.passRates([{ arm: "base", rate: 0.5 }]));
      code.outputs = [{ output_type: "display_data", metadata: {}, data }];
      const other = { ...notebook, cells: [code] };
      await writeNotebook(join(folder, "Other.ipynb"), other);
      await page.goto(`${address}/lab/tree/Other.ipynb?token=${TOKEN}&reset`);
      const image = page.locator('.jp-OutputArea-output img[src^="data:image/png"]');
      await image.waitFor({ timeout: 90_000 });
      assert.equal((await image.boundingBox())?.width, 640);
      // A server that is told to end while it starts a kernel does not.
      await page.getByText("Deno | Idle").first().waitFor({ timeout: 90_000 });
    } finally {
      await browser.close();
      const ended = new Promise((done) => lab.once("exit", done));
      lab.kill("SIGTERM");
      const late = setTimeout(() => lab.kill("SIGKILL"), 10_000);
      await ended;
      clearTimeout(late);
      await rm(folder, { recursive: true });
    }
  },
});
