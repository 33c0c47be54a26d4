import type { Program, Sandbox } from "../../sandbox/mod.ts";

/** Programs judged per second, and how many of them passed. */
export async function timed(python: Sandbox, programs: Program[]) {
  // Lanes start on their first program: the start is not what is measured.
  await Promise.all(Array.from({ length: python.lanes }, () => python.run({ code: "pass" })));
  const start = performance.now();
  let passed = 0;
  for await (const { verdict } of python.stream(programs)) {
    if (verdict.status === "passed") passed++;
  }
  const seconds = (performance.now() - start) / 1000;
  return { perSecond: programs.length / seconds, passed };
}
