import assert from "node:assert/strict";
import { begin, count } from "../../testing/hostedTraining.ts";
import { type FineTuningFault, metric, stubFineTuning } from "../../testing/stubFineTuning.ts";

const posts = ["POST /files", "POST /fine_tuning/jobs"];
const gets = ["GET /fine_tuning/jobs/ID", "GET /fine_tuning/jobs/ID/events"];
const passing: FineTuningFault[] = [
  { status: 429, headers: { "retry-after": "0" } },
  { status: 500 },
  { status: 503 },
  { status: 409 },
  "reset",
  { text: "<html>proxy</html>" },
  { text: "{}" },
  { text: '{"error": {"message": "overloaded"}}' },
];
for (const what of [...posts, ...gets]) {
  Deno.test(`${what}: what passes is tried again, and made once`, async () => {
    const faults = [...passing, ...posts.includes(what) ? ["lost" as const] : []];
    for (const fault of faults) {
      await using stub = await stubFineTuning({
        fault: (asked, n) => asked === what && n === 0 ? fault : undefined,
        events: () => [metric(2, 2), metric(1, 2)],
      });
      const steps = await Array.fromAsync(begin(stub));
      assert.deepEqual(steps.map(({ step }) => step), [1, 2], JSON.stringify(fault));
      assert.deepEqual([stub.files.length, stub.jobs.length], [1, 1], JSON.stringify(fault));
    }
  });
  Deno.test(`${what}: what does not pass is one line`, async () => {
    const wrong = async (fault: FineTuningFault, message: RegExp, more = {}) => {
      await using stub = await stubFineTuning({
        fault: (asked) => asked === what ? fault : undefined,
      });
      await assert.rejects(begin(stub, { retries: 1, ...more }).model(), (error: Error) => {
        assert.match(error.message, message);
        assert.doesNotMatch(error.message, /\n/);
        if (gets.includes(what)) assert.match(error.message, /; the job ftjob-1 is not touched/);
        return error.name === "ModelError";
      });
      return count(stub, what);
    };
    assert.equal(await wrong({ status: 401, message: "no" }, /: 401 no: check .*'s key/), 1);
    assert.equal(await wrong({ status: 404, message: "gone" }, /: 404 gone: check that the/), 1);
    const spent = { status: 429, message: "spent", code: "insufficient_quota" };
    assert.equal(await wrong(spent, /: 429 spent: top up the account/), 1);
    assert.equal(await wrong({ status: 500, message: "ow" }, /: 500 ow: .* \(2 tries\)/), 2);
    assert.equal(await wrong({ text: "[1]" }, /\(2 tries\)/), 2);
    const patience = { status: 429, headers: { "retry-after": "3600" } };
    assert.equal(await wrong(patience, /asks to wait 60 minutes: run again then/), 1);
  });
}

Deno.test("a file that is still read is asked for again; a request that takes too long, too", async () => {
  const message = "File 'file-1' is still being processed and is not ready to be used. Try later.";
  await using early = await stubFineTuning({
    fault: (what, n) =>
      what === "POST /fine_tuning/jobs" && n === 0 ? { status: 400, message } : undefined,
  });
  await begin(early).model();
  assert.equal(early.jobs.length, 1);
  await using slow = await stubFineTuning({
    fault: (what, n) => what === "POST /fine_tuning/jobs" && n === 0 ? "hang" : undefined,
  });
  await begin(slow, { timeoutMs: 300 }).model();
  assert.equal(slow.jobs.length, 1);
});
