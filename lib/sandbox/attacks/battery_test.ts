import assert from "node:assert/strict";
import process from "node:process";
import { dirname } from "node:path";
import { needs } from "../../testing/needs.ts";
import { findInterpreter } from "../native/interpreter.ts";
import { NativeLane } from "../native/lane.ts";
import { battery, batteryLimits, descendants, type Outcome } from "./battery.ts";
import { guarded, target } from "./guarded.ts";
import { type Attack, readAttacks } from "./readAttacks.ts";

const lanes = 2;
/** Of the guard, for all attacks on a busy machine. */
const seconds = 1800;

async function run(as: "root" | "user", isolation: "namespaces" | "landlock") {
  using aim = target();
  const { executable } = findInterpreter();
  const prefixes = [dirname(dirname(executable))].filter((path) => path !== "/usr");
  const wrapper = guarded({ as, executable, prefixes, target: aim, seconds });
  const attacks = readAttacks(aim);
  const outcomes: Outcome[] = [];
  await Promise.all(Array.from({ length: lanes }, async (_, lane) => {
    let pid = 0;
    const start = async () => {
      const runner = await NativeLane.start({ executable, isolation, profile: "plain", wrapper });
      pid = runner.pid;
      return runner;
    };
    const share: Attack[] = attacks.filter((_, index) => index % lanes === lane);
    const options = {
      attacks: share,
      pwn: aim.pwn,
      lane: start,
      processes: () => descendants(pid),
    };
    for await (const outcome of battery(options)) outcomes.push(outcome);
  }));
  return { attacks, outcomes };
}

for (
  const [as, isolation] of [["root", "namespaces"], ["user", "namespaces"], [
    "user",
    "landlock",
  ]] as const
) {
  const { ignore } = needs("python", "namespaces");
  Deno.test({
    name:
      `every attack is held by ${isolation}, as ${as}: no win, no mark, no dead lane, nothing left`,
    ignore: ignore || (as === "root" && process.getuid?.() !== 0),
    fn: async () => {
      const { attacks, outcomes } = await run(as, isolation);
      assert.equal(outcomes.length, attacks.length);
      assert.ok(attacks.length >= 600, `only ${attacks.length} attacks`);
      const faults = outcomes.filter(({ faults }) => faults.length > 0);
      assert.deepEqual(faults.map(({ family, name, faults }) => [family, name, faults]), []);
      assertEndedInTime(outcomes);
    },
  });
}

/** Half of the time-outs, so that a machine busy with other work does not fail the test. */
function assertEndedInTime(outcomes: Outcome[]) {
  const late = outcomes
    .filter(({ status, reason }) => status === "timeout" && reason?.includes("wall"))
    .map(({ wallMs }) => wallMs - batteryLimits.wallSeconds * 1000)
    .sort((a, b) => a - b);
  const median = late[late.length >> 1];
  assert.ok(median < 50, `time-outs end ${median} ms after the limit`);
}
