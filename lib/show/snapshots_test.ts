/** Everything that is shown, as it was looked at in a browser: `lib/show/snapshots`. */
import assert from "node:assert/strict";
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
    // What is seen; a script has a test of its own.
    const seen = String(html).replace(/<script>[^]*?<\/script>/g, "<script>…</script>");
    if (html && !svg) {
      snapshot(join(folder, `${name}.html.txt`), seen);
      snapshot(join(folder, `${name}.txt`), String(data["text/plain"]));
    }
  });
}

Deno.test("a chart without data is an empty chart, not an error", async () => {
  for (const chart of [show.passRates([]), show.rounds([]), show.errorKinds([])]) {
    await chart.svg();
  }
});

Deno.test("rounds begin at 0 where something was measured before the first, under the name that is given", async () => {
  const rate = { value: 0.4, low: 0.3, high: 0.5 };
  const drawn = async (rounds: number[], x?: string) =>
    await show.rounds(rounds.map((round) => ({ arm: "dpo", round, rate })), { x }).svg();
  const svg = await drawn([0, 1], "iteration");
  assert.match(svg, />0<\/text>/);
  assert.match(svg, /iteration →/);
  assert.match(svg, /dpo, iteration 0: /);
  assert.match(await drawn([1, 2]), /round →/);
});

Deno.test("few whole steps and values are the ticks, with nothing between them", async () => {
  const ticks = async (points: [number, number][]) => {
    const rows = points.map(([step, value]) => ({ step, value }));
    const svg = await show.learningCurves(rows, { y: "characters" }).svg();
    return [...svg.matchAll(/<text[^>]*>([\d.]+)<\/text>/g)].map(([, text]) => text);
  };
  const whole = await ticks([[0, 157], [2, 154]]);
  assert.deepEqual(whole.sort(), ["0", "1", "154", "155", "156", "157", "2"]);
  assert.ok((await ticks([[0, 1.5], [2, 1.1]])).some((text) => text.includes(".")));
});

Deno.test("an undefined arm or series is the same as none", async () => {
  const kind = { kind: "TypeError", count: 3 }, point = { step: 0, value: 1 };
  assert.equal(
    await show.errorKinds([{ ...kind, arm: undefined }]).svg(),
    await show.errorKinds([kind]).svg(),
  );
  assert.equal(
    await show.learningCurves([{ ...point, series: undefined }], { y: "loss" }).svg(),
    await show.learningCurves([point], { y: "loss" }).svg(),
  );
});

Deno.test("Plot's own caption and legend are refused, with the option to use", async () => {
  const rows = [{ step: 1, loss: 2, arm: "a" }];
  const drawn = (more: object) =>
    show.chart((Plot) => ({
      plot: { ...more, marks: [Plot.dot(rows, { x: "step", y: "loss", fill: "arm" })] },
    })).svg();
  await assert.rejects(drawn({ caption: "n = 1" }), {
    message: "plot.caption is HTML and not SVG: give 'caption' in the options of the chart",
  });
  await assert.rejects(drawn({ color: { legend: true } }), {
    message: "a legend of Plot is HTML and not SVG: give 'legend' beside 'plot'",
  });
});
