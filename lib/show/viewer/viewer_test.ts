/** The viewer in a real browser: a run is opened, looked through, filtered, searched, stepped. */
import assert from "node:assert/strict";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { get } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { type Browser, chromium as browsers, type Page } from "playwright-core";
import { attempt, openRun, record, type Run } from "../../runs/mod.ts";
import { sandbox, Verdict } from "../../sandbox/mod.ts";
import { Task } from "../../tasks/mod.ts";
import { chromium, needs } from "../../testing/needs.ts";
import { displayData } from "../display.ts";
import { run as showRun } from "./run.ts";
import { serveRuns } from "./serveRuns.ts";

/** A bare assert, as HumanEval's are, and hostile text wherever a run has text. */
const tasks = [1, 2, 3].map((n) =>
  Task.parse({
    id: `own/${n}`,
    set: "own",
    prompt: {
      complete: `def add${n}(a, b):\n    """Add. <img src=x onerror=document.title='bad'>"""\n`,
    },
    entryPoint: `add${n}`,
    hidden: {
      kind: "check",
      code:
        `def check(candidate):\n    assert candidate(1, 1) == 2\n    assert candidate(2, 3) == 5\n`,
    },
  })
);

const wrong = (n: number) =>
  `def add${n}(a, b):\n    product = a * b  # </script><b>\n    return product\n`;
const right = (n: number) => `def add${n}(a, b):\n    return a + b\n`;

async function recorded(root: string, name: string, repaired: number[]): Promise<Run> {
  await using python = await sandbox({ lanes: 1 });
  async function* method() {
    for (const [i, task] of tasks.entries()) {
      const n = i + 1, common = { method: "repair", arm: name, taskId: task.id };
      const judged = async (code: string) => {
        const completion = {
          text: "Sure:\n" + code,
          code,
          finishReason: "stop",
          usage: { promptTokens: 9, completionTokens: 12 },
          cost: 0.002,
          model: "own:none",
          sampling: {},
          sample: 0,
          key: code,
          promptHash: "",
        };
        const verdict = await python.judgeOne(task, code, { trace: true });
        return { completion, verdict };
      };
      const first = attempt({ ...common, ...await judged(n === 3 ? right(n) : wrong(n)) });
      yield first;
      if (n === 3) continue;
      const help = attempt({
        ...common,
        role: "helper",
        parent: first.id,
        completion: { ...first.completion!, text: "Think of a sum.", code: "" },
      });
      yield help;
      const code = repaired.includes(n) ? right(n) : wrong(n);
      yield attempt({ ...common, round: 2, parent: first.id, ...await judged(code) });
    }
  }
  return await record(`views/${name}`, { tasks, root }, method());
}

/** A task of many rounds, the last of them too slow. */
async function many(root: string, rounds: number): Promise<Run> {
  const verdict = { tests: [], stdout: "", stdoutBytes: 0, engine: "native", cpuMs: 1, wallMs: 1 };
  async function* method() {
    for (let round = 1; round <= rounds; round++) {
      const status = round < rounds ? "failed" as const : "timeout" as const;
      const judged = Verdict.parse({ ...verdict, status, guarantee: "apart" });
      yield attempt({ method: "many", taskId: "own/1", round, verdict: judged });
    }
  }
  return await record("views/many", { tasks, root }, method());
}

const shown = (page: Page) => page.locator(".said").textContent();

async function look(page: Page): Promise<void> {
  await page.locator("body[data-ready]").waitFor();
  assert.equal(await page.locator(".grid .row:not(.head)").count(), 3);
  assert.match(await shown(page) ?? "", /10 of 14 attempts · 5 of 10 passed/);

  // The failing call, though the test is a bare assert.
  await page.locator(".grid button.cell.s-failed").first().click();
  const sample = page.locator(".sample");
  await sample.locator(".failing").waitFor();
  assert.equal(await sample.locator(".failing .expected td").textContent(), "2");
  assert.equal(await sample.locator(".failing .got td").textContent(), "1");
  assert.match(
    await sample.locator(".failing .call td").textContent() ?? "",
    /add1\(1, 1\)|candidate\(1, 1\)/,
  );
  assert.match(await sample.textContent() ?? "", /Add\. <img src=x/);
  assert.match(await sample.textContent() ?? "", /Think of a sum/);
  assert.match(page.url(), /#open=views\/one\|one\|own\/1\|1\|student\|0$/);

  // The trace: the last call first, each step names what changed.
  const stepper = sample.locator(".stepper");
  assert.match(await stepper.locator("p").first().textContent() ?? "", /add1 is called/);
  await stepper.focus();
  for (let i = 0; i < 2; i++) await page.keyboard.press("ArrowRight");
  assert.match(await stepper.locator(".names").textContent() ?? "", /product/);

  // What came of it, the diff to the round before, and back by the keyboard.
  await sample.locator("ul .link", { hasText: "round 2" }).click();
  await sample.locator("h2", { hasText: "own/1" }).waitFor();
  await page.locator("tr.added").waitFor();
  assert.match(await page.locator("tr.added").textContent() ?? "", /a \+ b/);
  await page.keyboard.press("Escape");
  assert.equal(await sample.isVisible(), false);

  // Filters: gained in the round before, lost against the other run.
  const compare = page.getByLabel("compare with");
  await compare.selectOption("before");
  assert.match(await shown(page) ?? "", /^3 of 14/);
  await compare.selectOption("0");
  await page.getByLabel("which of the compared").selectOption("lost");
  assert.match(await shown(page) ?? "", /^3 of 14/);
  await page.getByText("reset").click();
  await page.locator('.chip[data-status="failed"]').click();
  assert.match(await shown(page) ?? "", /^5 of 14/);
  await page.keyboard.press("g");
  assert.equal(await page.locator(".list .row:not(.head)").count(), 5);
  await page.getByText("reset").click();
  await page.keyboard.press("/");
  await page.keyboard.type("PRODUCT");
  await page.keyboard.press("Enter");
  await page.locator(".said", { hasText: /^5 of 14/ }).waitFor();
  assert.equal(await page.title(), "views: one, two");
}

Deno.test({
  ...needs("chromium"),
  name:
    "the viewer opens runs from a file and from its server: grid, sample, trace, filters, search",
  sanitizeOps: false,
  sanitizeResources: false,
  fn: async () => {
    const root = mkdtempSync(join(tmpdir(), "views-"));
    let browser: Browser | undefined;
    try {
      const runs = [await recorded(root, "one", [1, 2]), await recorded(root, "two", [1])];
      const file = showRun(runs).save();
      await using server = await serveRuns(() => ["views/one"], {
        open: (name) => openRun(name, { root }),
      });
      browser = await browsers.launch({
        executablePath: chromium,
        args: ["--no-sandbox", "--disable-gpu"],
      });
      const here = pathToFileURL(file).href;
      for (const url of [here, `${server.url}?run=views/one&run=views/two`]) {
        const page = await browser.newPage();
        page.setDefaultTimeout(10_000);
        const wrong: string[] = [];
        page.on("pageerror", ({ message }) => wrong.push(message));
        page.on("console", (said) => said.type() === "error" && wrong.push(said.text()));
        await page.goto(url);
        await look(page);
        assert.deepEqual(wrong, []);
        await page.close();
      }
      // A deep link, and nothing sideways at 400 pixels.
      const small = await browser.newPage({ viewport: { width: 400, height: 700 } });
      await small.goto(`${here}#view=list&open=views/two|two|own/2|2|student|0`);
      await small.locator(".sample .failing").waitFor();
      assert.equal(await small.evaluate("document.documentElement.scrollWidth"), 400);
      // In a notebook it has the notebook's theme, whatever the system's.
      const { "text/html": shown } = await displayData(showRun(runs));
      for (
        const [light, system, colour] of [
          ["false", "light", "rgb(13, 17, 23)"],
          ["true", "dark", "rgb(255, 255, 255)"],
        ] as const
      ) {
        await small.emulateMedia({ colorScheme: system });
        await small.goto("about:blank");
        await small.setContent(`<body data-jp-theme-light="${light}">${shown}</body>`);
        const page = small.frameLocator("iframe").locator("body[data-ready]");
        await page.waitFor();
        const style = await page.evaluate("getComputedStyle(document.body).backgroundColor");
        assert.equal(style, colour);
      }
      await small.emulateMedia({ colorScheme: "light" });
      // Many rounds: only the columns in sight are there, and others when it is scrolled to them.
      const wide = showRun(await many(root, 300)).save();
      await small.goto(pathToFileURL(wide).href);
      await small.locator("body[data-ready]").waitFor();
      const cells = small.locator(".grid .row:not(.head) .cell");
      assert.ok(await cells.count() < 40, `${await cells.count()} cells`);
      await small.evaluate(`document.querySelector(".pane.grid").scrollLeft = 1e6`);
      await small.locator(".grid .head", { hasText: "round 300" }).waitFor();
      assert.match(await cells.last().getAttribute("title") ?? "", /^timeout/);
      assert.ok(await cells.count() < 40);
      const right = await cells.last().boundingBox();
      assert.ok(right && right.x > 0 && right.x + right.width <= 400, JSON.stringify(right));
      // Another name of this machine is not this machine's own.
      const asked = get(`${server.url}part/index?run=views/one`, { headers: { host: "evil" } });
      const [answer] = await once(asked, "response");
      assert.equal(answer.statusCode, 403);
      answer.resume();
      const none = await fetch(`${server.url}part/index?run=views/none`);
      assert.match(await none.text(), /no run in /);
      assert.equal(none.status, 404);
    } finally {
      await browser?.close();
      rmSync(root, { recursive: true });
    }
  },
});
