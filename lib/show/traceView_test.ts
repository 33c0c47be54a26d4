/** The trace in a real browser: stepped through, with scripts off, dark, narrow, beside another. */
import assert from "node:assert/strict";
import { join } from "node:path";
import process from "node:process";
import { chromium as browsers, type Page } from "playwright-core";
import { sandbox, type Trace, Verdict } from "../sandbox/mod.ts";
import { chromium, needs } from "../testing/needs.ts";
import { codeDiff } from "./codeDiff.ts";
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

      // Names that every object inherits are new where they are given, and none is lost.
      const event = { kind: "line", function: "f", line: 1, depth: 1, frame: 1 };
      const names = '{"constructor": 0, "toString": 0, "__proto__": 0, "hasOwnProperty": 0}';
      const events = [{ ...event, changed: JSON.parse(names) }, event];
      const inherited = traceView("x = 1\r", {
        status: "passed",
        trace: { version: 1, total: 2, dropped: 0, lines: {}, values: ["7"], events } as Trace,
      });
      const odd = await open(String((await displayData(inherited))["text/html"]));
      const held = odd.locator(".stepper .names tr");
      assert.deepEqual(
        (await held.allTextContents()).sort(),
        ["__proto__7", "constructor7", "hasOwnProperty7", "toString7"],
      );
      assert.equal(await odd.locator(".stepper .names tr.new").count(), 4);
      await odd.getByLabel("step on").click();
      assert.equal(await held.count(), 4);
      assert.equal(await odd.locator(".stepper .names tr.new").count(), 0);
      assert.equal(await odd.getByLabel("the failing step").count(), 0, "nothing failed");

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

const plain = async (view: ReturnType<typeof traceView>) =>
  String((await displayData(view))["text/plain"]);
const error = (more: Partial<Verdict["error"]>) => ({
  status: "error" as const,
  error: { type: "ValueError", message: "", stack: [], locals: {}, ...more },
});

Deno.test("as text nothing of a program is hidden: control characters are pictures, a row is a row", async () => {
  const code = "x = 1 # \x1b[8m\ny = 2 # \x1b[2K\x9b\n";
  const event = {
    kind: "line" as const,
    function: "f",
    line: 1,
    depth: 1,
    frame: 1,
    changed: { x: 0 },
  };
  const trace = {
    version: 1 as const,
    total: 1,
    dropped: 0,
    lines: { 1: 1 },
    values: ["a\n\x1b[A\rb"],
  };
  const verdict = { ...error({ message: "no\x1b[31m\r" }), trace: { ...trace, events: [event] } };
  const texts = [
    await plain(traceView(code, verdict)),
    await plain(traceView(code, verdict, { names: ["\x1b", "\r"], beside: { code, verdict } })),
    await plain(codeDiff(code, "y\r\x07\n", { names: ["a\x1b", "b\r"] })),
  ];
  // deno-lint-ignore no-control-regex -- they are what is looked for
  for (const text of texts) assert.doesNotMatch(text, /[\0-\x08\x0b-\x1f\x7f-\x9f]/);
  assert.equal(texts[0].split("\n").length, 3);
  assert.match(texts[0], /x = a␊␛\[A␍b/);
});

Deno.test("one long line does not make the others long, and very many lines are shown", async () => {
  const long = await plain(
    traceView("x = 1\n".repeat(99) + `y = "${"y".repeat(20_000)}"\n`, error({})),
  );
  assert.ok(long.length < 40_000, `${long.length} characters`);
  const many = await plain(traceView("\n".repeat(200_000), error({ line: 199_999 })));
  assert.match(many, /\n> 199999\n/);
  const other = await plain(codeDiff("x\n".repeat(200_000), "x\n".repeat(100_000) + "y\n"));
  assert.equal(other.split("\n").length, 2 + 200_001);
});

Deno.test("lines are those that Python counts: a lone \\r ends one, a form feed or U+2028 does not", async () => {
  for (const end of ["\r", "\r\n", "\n"]) {
    const code = ["a = 1 \f \v \u2028 \x85", "b = 2", "c = 3", ""].join(end);
    const lines = (await plain(traceView(code, error({ line: 3 })))).split("\n");
    assert.equal(lines.length, 4);
    assert.match(lines[2], /^> +3 +c = 3$/);
  }
  const diff = await plain(codeDiff("a\rb\r", "a\rc\r"));
  assert.equal(diff, "--- before\n+++ after\n  a␍\n- b␍\n+ c␍");
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
