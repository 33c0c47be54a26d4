/** Kills an alignment while it samples and in the middle of both trainings: the same weights, byte for byte. */
import assert from "node:assert/strict";

const program = new URL("../../testing/killedAlign.ts", import.meta.url).pathname;

/** Runs until its output says `until`, and kills it there; without it, to the end. */
async function run(root: string, name: string, until?: string): Promise<string> {
  const child = new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "--no-check", program, root, name],
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  const complaint = new Response(child.stderr).text();
  let said = "";
  for await (const text of child.stdout.pipeThrough(new TextDecoderStream())) {
    said += text;
    if (until !== undefined && said.includes(until)) {
      child.kill("SIGKILL");
      break;
    }
  }
  const { success, signal } = await child.status;
  assert(success || signal === "SIGKILL", await complaint);
  await complaint;
  return said;
}

Deno.test("an alignment killed while it samples and in both trainings ends with the same weights", async () => {
  const root = await Deno.makeTempDir();
  const weights = (said: string) => said.match(/^weights [0-9a-f]{64} [0-9a-f]{64}$/m)?.[0];
  try {
    const whole = weights(await run(root, "whole"));
    assert(whole);
    const cuts = ["recording", "training 1 3\n", "training 2 4\n"];
    for (const until of cuts) {
      assert.equal(weights(await run(root, "cut", until)), undefined, until);
    }
    assert.equal(weights(await run(root, "cut")), whole);
  } finally {
    await Deno.remove(root, { recursive: true });
  }
});
