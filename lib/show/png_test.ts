import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inflateSync } from "node:zlib";
import { show } from "./mod.ts";

const title = "A title";
const chart = show.passRates([{ arm: "base", rate: 0.5 }], { title });

/** Width, height, and all bytes of the pixels. */
function read(png: Uint8Array) {
  const view = new DataView(png.buffer, png.byteOffset), parts: Uint8Array[] = [];
  for (let at = 8; at < png.length; at += view.getUint32(at) + 12) {
    const type = String.fromCharCode(...png.subarray(at + 4, at + 8));
    if (type === "IDAT") parts.push(png.subarray(at + 8, at + 8 + view.getUint32(at)));
  }
  const pixels = inflateSync(Buffer.concat(parts));
  return { width: view.getUint32(16), height: view.getUint32(20), pixels };
}

Deno.test("a chart is shown as SVG and as PNG of the same size", async () => {
  const data = await show.displayData(chart);
  assert.deepEqual(Object.keys(data), ["text/html", "image/svg+xml", "image/png", "text/plain"]);
  const { width, height } = read(Buffer.from(String(data["image/png"]), "base64"));
  const box = /viewBox="0 0 (\d+) (\d+)"/.exec(String(data["image/svg+xml"]))!;
  assert.deepEqual([width, height], [Number(box[1]), Math.ceil(Number(box[2]))]);
});

Deno.test("a page that runs scripts gets the SVG, any other the PNG, neither wider than its place", async () => {
  const hostile = "</script><script>alert(1)</script>";
  const data = await show.displayData(
    show.passRates([{ arm: "base", rate: 1 }], { title: hostile }),
  );
  const html = String(data["text/html"]), svg = String(data["image/svg+xml"]);
  const [, still, script] = /^<div[^>]*>(.*)<\/div>\n<script>([^<]*)<\/script>$/.exec(html)!;
  assert.match(
    still,
    /^<img src="data:image\/png;base64,[^"]*" alt="[^"]*" width="640" style="max-width:100%;height:auto">$/,
  );
  const place = { innerHTML: still };
  new Function("document", script)({ querySelectorAll: () => [place] });
  assert.equal(place.innerHTML, svg);
  assert.match(svg, /^<svg [^>]*style="max-width:100%;height:auto"/);
});

Deno.test("a PNG of two pixels for one is shown as wide as the chart, and stays bytes", async () => {
  for (const scale of [1, 2, 3]) {
    const image = await chart.toPNG(undefined, { scale });
    assert.match(String((await show.displayData(image))["text/html"]), /width="640"/);
    assert.deepEqual(Object.keys(image).length, image.length);
  }
  const bare = Buffer.from(await chart.toPNG()); // of a file, say
  assert.deepEqual(await show.displayData(new Uint8Array(bare)), {
    "image/png": bare.toString("base64"),
    "text/plain": `[image: ${bare.length} bytes]`,
  });
});

Deno.test("the text of a chart is in its PNG, whatever fonts the machine has", async () => {
  const other = show.passRates([{ arm: "base", rate: 0.5 }], { title: "Another" });
  const first = (pixels: Uint8Array) => Buffer.from(pixels.subarray(0, 1280 * 4 * 60)); // the title's lines
  const [a, b] = [read(await chart.toPNG()), read(await other.toPNG())];
  assert.ok(!first(a.pixels).equals(first(b.pixels)));
  assert.ok(first(a.pixels).equals(first(read(await chart.toPNG()).pixels)));
});

Deno.test("toPNG and toSVG write the file that is named", async () => {
  const folder = mkdtempSync(join(tmpdir(), "charts-"));
  try {
    const image = await chart.toPNG(join(folder, "own.png"), { scale: 1 });
    assert.deepEqual(new Uint8Array(readFileSync(join(folder, "own.png"))), new Uint8Array(image));
    assert.equal(read(image).width, 640);
    assert.equal(read(await chart.toPNG()).width, 1280);
    const text = await chart.toSVG(join(folder, "own.svg"));
    assert.equal(readFileSync(join(folder, "own.svg"), "utf8"), text);
    await assert.rejects(() => chart.toPNG(undefined, { scale: 0 }), /'scale' must be above 0/);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
