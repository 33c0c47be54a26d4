/** Rows of installed packages: of networkx alone, which is small; the others are made in the same way. */
import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { calibrate, loadResearch } from "../../methods/mod.ts";
import { sandbox } from "../../sandbox/mod.ts";
import { needs, venvPython } from "../../testing/needs.ts";
import { loadTasks } from "../loadTasks.ts";
import { readResearch } from "../research/readResearch.ts";
import { researchCode } from "../research/researchCode.ts";
import { researchTask } from "../research/researchTask.ts";
import { withoutFunction } from "../research/withoutFunction.ts";
import type { Task } from "../task.ts";

const packages = ["networkx"];

Deno.test({
  ...needs("networkx", "namespaces"),
  name: "functions of an installed package are rows and tasks that their examples judge",
  async fn(t) {
    const cache = mkdtempSync(join(tmpdir(), "research-code-"));
    const { TRACELAB_CACHE, PATH } = process.env;
    Object.assign(process.env, {
      TRACELAB_CACHE: cache,
      PATH: `${join(process.cwd(), venvPython, "..")}:${PATH}`,
    });
    try {
      const path = await researchCode({ packages });
      const rows = await Array.fromAsync(readResearch(path));
      await t.step("a row shows neither its function nor an example", () => {
        assert(rows.length > 300, `${rows.length} rows`);
        for (const row of rows) {
          const { prompt, function: code, function_name: name = "", examples, repo } = row;
          assert(code.length <= 1000 && code.includes(`def ${name}(`), name);
          assert(!prompt.includes(">>>") && !code.includes(">>>"), name);
          assert(!/Examples?\n-+\s*$/.test(prompt), name);
          assert(examples!.some(([source]) => source.includes(name)), name);
          assert.equal(repo, "networkx");
          const file = withoutFunction(row);
          assert(!row.full_code || file === undefined || !file.includes(`\ndef ${name}(`), name);
        }
        const again = readFileSync(path, "utf8").split("\n").length - 1;
        assert.equal(again, rows.length);
      });

      const tasks = await loadTasks("research-code:networkx");
      assert.equal(tasks.length, rows.length);
      assert.equal(new Set(tasks.map(({ id }) => id)).size, tasks.length);
      const some = tasks.filter((_, i) => i % 50 === 7);
      await using python = await sandbox({ engine: "native", python: venvPython, lanes: 2 });
      await t.step(
        "most own solutions pass, each beside its test, which the verdict tells",
        async () => {
          const { usable, broken } = await calibrate(some, python);
          assert(usable.length >= 0.8 * some.length, broken.map(({ task }) => task.id).join(", "));
          const { guarantee } = await python.judgeOne(usable[0], usable[0].canonical!);
          assert.equal(guarantee, "shared");
        },
      );
      const task = tasks.find(({ entryPoint }) => entryPoint === "density")!;
      const judged = async (code: string, of: Task = task) =>
        (await python.judgeOne(of, code)).status;
      await t.step(
        "wrong, empty and missing programs fail, and one that calls the package's own",
        async () => {
          assert.equal(await judged(task.canonical!), "passed");
          assert.equal(
            await judged(
              task.canonical!.replace("2 * m", "m").replace("m * 2", "m")
                .replace("m /= 2", "m *= 3").replace("return", "return 7 +"),
            ),
            "failed",
          );
          assert.notEqual(await judged("x = 1\n"), "passed");
          assert.notEqual(
            await judged(`def density(G):\n    import networkx\n    return networkx.density(G)\n`),
            "passed",
          );
          const found =
            "import sys\ndef density(G):\n    return sys.modules['networkx'].classes.function.density(G)\n";
          assert.notEqual(await judged(found), "passed");
        },
      );
      await t.step("an example may raise, be left out, or print other digits", async () => {
        const examples: [string, string][] = [
          ["half(0.2)\n", "np.float64(0.100000001)\n"],
          ["half('a')\n", "Traceback (most recent call last):\n    ...\nTypeError: any words\n"],
          ["half(8)  # doctest: +SKIP\n", "5\n"],
          ["for i in [2]:\n    print(half(i))\n", "1.0\n"],
        ];
        const own = { prompt: "Halve.", function: "def half(x):\n    return x / 2\n" };
        const place = { function_name: "density", file: "networkx.classes.function" };
        const of = (some: [string, string][]) =>
          researchTask(
            { ...own, ...place, repo: "networkx", examples: some },
            { id: "own/half", set: "own" },
          );
        const rename = (code: string) => code.replaceAll("half", "density");
        const asked = examples.map(([a, b]): [string, string] => [rename(a), b]);
        asked[1][1] = asked[1][1].replace(
          "any words",
          "unsupported operand type(s) for /: 'str' and 'int'",
        );
        assert.equal(await judged(rename(own.function), of(asked)), "passed");
        const third = rename(own.function).replace("/ 2", "/ 3");
        for (const one of [0, 3]) assert.equal(await judged(third, of([asked[one]])), "failed");
        // Examples that never call it pass with any program: they count for nothing.
        assert.equal(await judged(third, of([["1 + 1\n", "2\n"]])), "failed");
      });
      await t.step("a package is on one side of the split, or there is no split", async () => {
        await assert.rejects(loadResearch("research-code:numpy"), /has no package 'numpy'/);
        await assert.rejects(
          researchCode({ packages: ["networkx", "no_such_package"] }),
          /^TaskSetError: research-code needs no_such_package in python3: /,
        );
        await assert.rejects(researchCode({ packages: ["os; exit"] }), /not the name of a package/);
      });
    } finally {
      process.env.PATH = PATH;
      if (TRACELAB_CACHE === undefined) delete process.env.TRACELAB_CACHE;
      else process.env.TRACELAB_CACHE = TRACELAB_CACHE;
      rmSync(cache, { recursive: true });
    }
  },
});

Deno.test("a Python that is not there is an error of one line", async () => {
  await assert.rejects(
    researchCode({ packages, python: "no-such-python" }),
    /^TaskSetError: no-such-python: .*ENOENT|^TaskSetError: no-such-python: /,
  );
});
