/** Everything that is shown, as it was looked at in a browser: `lib/show/snapshots`. */
import { join } from "node:path";
import { snapshot } from "../testing/snapshot.ts";
import { displayData } from "./display.ts";
import { show } from "./mod.ts";
import { examples } from "./snapshots/examples.ts";

const folder = join(import.meta.dirname!, "snapshots");

for (const [name, example] of Object.entries(examples)) {
  Deno.test(`${name} is shown as in its snapshot`, async () => {
    const data = await displayData(example);
    const svg = data["image/svg+xml"], html = data["text/html"];
    if (svg) snapshot(join(folder, `${name}.svg`), String(svg));
    if (html) snapshot(join(folder, `${name}.html.txt`), String(html));
    if (html) snapshot(join(folder, `${name}.txt`), String(data["text/plain"]));
  });
}

Deno.test("a chart without data is an empty chart, not an error", async () => {
  for (const chart of [show.passRates([]), show.rounds([]), show.errorKinds([])]) {
    await chart.svg();
  }
});
