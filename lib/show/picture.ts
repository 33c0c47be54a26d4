/** PNGs as HTML: as wide as they are meant to be, and never wider than their place. */
import { createHash } from "node:crypto";
import { Buffer } from "node:buffer";
import { $display, type Displayable } from "./displayable.ts";
import { escapeHtml } from "./html.ts";
import { inScript } from "./inScript.ts";

const base64 = (image: Uint8Array) => Buffer.from(image).toString("base64");

const widthOf = (image: Uint8Array) =>
  new DataView(image.buffer, image.byteOffset, image.byteLength).getUint32(16);

/** @param scale Pixels of the image for one of the page. */
function picture(image: Uint8Array, about: string, scale = 1): string {
  return `<img src="data:image/png;base64,${base64(image)}" alt="${escapeHtml(about)}" ` +
    `width="${Math.round(widthOf(image) / scale)}" style="max-width:100%;height:auto">`;
}

/**
 * A chart for pages that run scripts: the SVG itself, as wide as its place, with its tooltips (JupyterLab
 * makes an image of a bare SVG, which has none and is cut off where it is too wide); where no script
 * runs, as in a notebook that is not trusted yet, its PNG.
 */
export function chartHtml(svg: string, image: Uint8Array, about: string): string {
  const id = createHash("sha256").update(svg).digest("hex").slice(0, 16);
  return `<div data-chart="${id}">${picture(image, about)}</div>\n` +
    `<script>for (const place of document.querySelectorAll('[data-chart="${id}"]')) ` +
    `place.innerHTML = ${inScript(JSON.stringify(svg))};</script>`;
}

/** The bytes of a PNG, which a notebook shows as they are meant: two pixels for one are sharp, not large. */
export function displayedPng(image: Uint8Array, about: string, scale: number) {
  const shown: Displayable = {
    [$display]: () => ({
      "text/html": picture(image, about, scale),
      "image/png": base64(image),
      "text/plain": `[image: ${about}]`,
    }),
  };
  return Object.defineProperty(image, $display, { value: shown[$display] });
}
