/** The trace in a real browser: stepped through, with scripts off, dark, narrow, beside another. */
import assert from "node:assert/strict";
import { join } from "node:path";
import process from "node:process";
import { chromium as browsers, type Page } from "playwright-core";
import { sandbox, Verdict } from "../sandbox/mod.ts";
import { chromium, needs } from "../testing/needs.ts";
import { displayData } from "./display.ts";
import { traceView } from "./traceView.ts";

const right = `def half(n):
    return n // 2

def halves(xs):
    return [half(x) for x in xs]
`;
/** Raises two calls below, with what must not become HTML in its values. */
const wrong = `def half(n):
    note = "</script><img src=x onerror=document.title='bad'>\\u202e"
    return n // (n % 2)

def halves(xs):
    return [half(x) for x in xs]
`;
const test = { kind: "asserts" as const, asserts: ["assert halves([3, 4]) == [1, 2]"], setup: "" };

async function html(): Promise<{ one: string; two: string }> {
  await using python = await sandbox({ engine: "wasm", lanes: 1 });
  const ran = async (code: string) => ({
    code,
    verdict: await python.run({ code, entryPoint: "halves", test, trace: true }),
  });
  const [bad, good] = [await ran(wrong), await ran(right)];
  const shown = async (view: ReturnType<typeof traceView>) =>
    String((await displayData(view))["text/html"]);
  return {
    one: await shown(traceView(bad.code, bad.verdict)),
    two: await shown(
      traceView(bad.code, bad.verdict, { beside: good, names: ["rejected", "chosen"] }),
    ),
  };
}

Deno.test("without a trace, and where it is too long to be sent, the table stays", async () => {
  const verdict = { status: "passed" as const };
  const data = await displayData(traceView("x = 1\n", verdict));
  assert.match(String(data["text/html"]), /^<table/);
  assert.doesNotMatch(String(data["text/html"]), /<script/);
  const event = { kind: "line" as const, function: "f", line: 1, depth: 1, changed: { x: 0 } };
  const trace = { version: 1 as const, total: 1, dropped: 0, lines: { 1: 1 } };
  const long = { ...trace, events: [event], values: ["y".repeat(500_000)] };
  const huge = await displayData(traceView("x = 1\n", { ...verdict, trace: long }));
  assert.doesNotMatch(String(huge["text/html"]), /<script/);
});

Deno.test({
  ...needs("chromium"),
  name:
    "a trace is stepped through by keys and buttons, shows where it failed, and is a table without scripts",
  sanitizeOps: false,
  sanitizeResources: false,
  fn: async () => {
    const { one, two } = await html();
    const browser = await browsers.launch({
      executablePath: chromium,
      args: ["--no-sandbox", "--disable-gpu"],
    });
    try {
      const pictures = process.env.TRACELAB_SCREENSHOTS;
      const open = async (
        body: string,
        { width = 900, dark = false, javaScriptEnabled = true } = {},
      ): Promise<Page> => {
        const context = await browser.newContext({
          viewport: { width, height: 700 },
          javaScriptEnabled,
        });
        const page = await context.newPage();
        page.setDefaultTimeout(10_000);
        page.on("pageerror", (error) => assert.fail(error));
        const style = dark ? "background:#111;color:#eee;color-scheme:dark" : "background:#fff";
        await page.setContent(
          `<!DOCTYPE html><title>x</title><body style="${style};margin:8px">${body}`,
        );
        return page;
      };
      const page = await open(one), stepper = page.locator(".stepper");
      const about = stepper.locator("p").first();
      assert.equal(await page.locator("table:visible").count(), 2, "the stepper's, not the table");
      assert.match(await about.textContent() ?? "", /halves is called/);
      await stepper.focus();
      await page.keyboard.press("ArrowRight");
      assert.match(await about.textContent() ?? "", /line 6 is next/);
      await stepper.getByLabel("the failing step").click();
      assert.match(
        await about.textContent() ?? "",
        /line 3 raises ZeroDivisionError.*halves → .*half/,
      );
      assert.equal(await stepper.locator("tr.now .number").first().textContent(), "3");
      assert.match(await stepper.locator(".names").textContent() ?? "", /n4.*<img src=x/);
      await stepper.focus();
      await page.keyboard.press("Home");
      assert.match(await about.textContent() ?? "", /^1\//);
      assert.equal(await page.title(), "x", "nothing of the program's values is HTML");
      assert.match(await page.locator("body").textContent() ?? "", /ZeroDivisionError/);

      const both = await open(two);
      const tops = await both.locator(".stepper").evaluateAll((all) =>
        all.map((one) => Math.round(one.getBoundingClientRect().top))
      );
      assert.equal(tops.length, 2);
      assert.equal(tops[0], tops[1], "side by side");
      for (const dark of [false, true]) {
        const small = await open(two, { width: 400, dark });
        assert.equal(await small.evaluate("document.documentElement.scrollWidth"), 400);
        assert.equal(await small.locator(".stepper").count(), 2);
        if (pictures) {
          await small.screenshot({ path: join(pictures, `trace-${dark}-400.png`), fullPage: true });
        }
      }
      if (pictures) {
        for (const dark of [false, true]) {
          const wide = await open(two, { width: 1100, dark });
          for (const one of await wide.getByLabel("the failing step").all()) await one.click();
          await wide.screenshot({ path: join(pictures, `trace-${dark}.png`) });
        }
      }
      const bare = await open(one, { javaScriptEnabled: false });
      assert.equal(await bare.locator("table:visible").count(), 1);
      assert.match(await bare.locator("table").textContent() ?? "", /linehitssourcevalues[^]*▶/);
    } finally {
      await browser.close();
    }
  },
});

Deno.test("an error without a message is its type alone", async () => {
  const code = "assert False\n";
  const verdict = Verdict.parse({
    ...{ status: "error", guarantee: "apart", engine: "native", cpuMs: 1, wallMs: 1 },
    error: { type: "AssertionError", message: "" },
  });
  const { "text/plain": text } = await displayData(traceView(code, verdict));
  assert.match(String(text), /AssertionError(?!:)/);
});
