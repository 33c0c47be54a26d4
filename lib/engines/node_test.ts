import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { buildForNode } from "../testing/buildForNode.ts";
import { contract } from "../testing/modelContract.ts";
import { faults } from "../testing/modelFaults.ts";
import { needs } from "../testing/needs.ts";

Deno.test({
  ...needs("node"),
  name: "the contract and every fault hold on Node as on Deno",
  fn: async () => {
    const main = "lib/testing/contractMain.ts";
    using build = await buildForNode(main);
    const child = spawn("node", [build.file(main)], { stdio: ["ignore", "pipe", "inherit"] });
    let output = "";
    child.stdout.on("data", (chunk) => output += chunk);
    const code = await new Promise((resolve) => child.once("close", resolve));
    const cases: { name: string; error?: string }[] = output.trim().split("\n")
      .map((line) => JSON.parse(line));
    const failed = cases.filter(({ error }) => error !== undefined);
    assert.deepEqual(failed, []);
    assert.equal(code, 0);
    assert.equal(cases.length, contract.length + faults.length);
  },
});
