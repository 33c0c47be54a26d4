import assert from "node:assert/strict";
import { liveDisplay } from "./liveDisplay.ts";

Deno.test("a live display is shown once and then updated in its place", async () => {
  const sent: { type: string; id: string; text?: unknown }[] = [];
  const jupyter = {
    broadcast: (type: string, { data, transient }: {
      data: Record<string, unknown>;
      transient: { display_id: string };
    }) => {
      sent.push({ type, id: transient.display_id, text: data["text/plain"] });
      return Promise.resolve();
    },
  };
  const live = liveDisplay(jupyter), other = liveDisplay(jupyter);
  await live("one");
  await live("two");
  await other("three");
  const [{ id }] = sent;
  assert.deepEqual(sent.slice(0, 2), [
    { type: "display_data", id, text: "one" },
    { type: "update_display_data", id, text: "two" },
  ]);
  assert.equal(sent[2].type, "display_data");
  assert.notEqual(sent[2].id, id);
});
