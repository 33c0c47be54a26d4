import assert from "node:assert/strict";
import { battery, type Outcome } from "../attacks/battery.ts";
import { target } from "../attacks/guarded.ts";
import { guardedWasm } from "../attacks/guardedLanes.ts";
import { readAttacks } from "../attacks/readAttacks.ts";
import { limitsOf } from "../limits.ts";
import { needs } from "../../testing/needs.ts";
import { slack } from "../../testing/slack.ts";

const LANES = 2;
/** Most time-outs cost a new interpreter here: short ones keep the test short. */
const limits = limitsOf({ cpuSeconds: 0.25, wallSeconds: 0.5, memoryMb: 128 });

Deno.test({
  ...needs("python", "namespaces"),
  name: "every attack is held by wasm: no win, no mark, no leak, no dead lane",
  fn: async () => {
    using aim = target();
    using guarded = await guardedWasm(aim);
    const attacks = readAttacks(aim);
    const outcomes: Outcome[] = [];
    await Promise.all(Array.from({ length: LANES }, async (_, number) => {
      const share = attacks.filter((_, index) => index % LANES === number);
      const lane = () => guarded.start();
      for await (const outcome of battery({ lane, attacks: share, pwn: aim.pwn, limits })) {
        outcomes.push(outcome);
      }
    }));
    assert.equal(outcomes.length, attacks.length);
    const faults = outcomes.filter(({ faults }) => faults.length > 0);
    assert.deepEqual(faults.map(({ family, name, faults }) => [family, name, faults]), []);
    // `timeouts_test.ts` looks closer; here a machine that does other work as well must do.
    const slackMs = 2000 * slack();
    const late = outcomes.filter(({ status, wallMs }) =>
      status === "timeout" && wallMs > limits.wallSeconds * 1000 + slackMs
    );
    assert.deepEqual(late.map(({ name, wallMs }) => [name, wallMs]), []);
  },
});
