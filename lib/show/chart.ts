/**
 * Charts of the house: Observable Plot drawn without a browser, as one SVG with its own background,
 * so that it can be read on a light and on a dark page, in a notebook, on a hosting site and in a
 * report. Plot is loaded when the first chart is drawn.
 */
import type * as Plot from "@observablehq/plot";
import { Buffer } from "node:buffer";
import { writeWhole } from "../base/mod.ts";
import { $display, type Displayable, type DisplayData } from "./displayable.ts";
import { escapeHtml } from "./html.ts";
import { chartHtml, displayedPng } from "./picture.ts";
import { png } from "./png.ts";
import { visible } from "./visible.ts";

/**
 * Okabe and Ito's colours, told apart with any colour vision; readable on white and on near-black.
 *
 * @example
 * ```ts
 * import { show } from "tracelab";
 * show.COLORS.length; // 6
 * ```
 */
export const COLORS = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9"];

/** What stands around a chart. */
export interface ChartOptions {
  title?: string;
  /** Under the title: what is plotted, over what. */
  subtitle?: string;
  /** Under the chart: n, seed, model, date. */
  caption?: string;
  /** In pixels. @default {640} */
  width?: number;
}

/** A drawing: marks and axes of Plot, and the legend's entries. */
export interface Drawing {
  plot: Plot.PlotOptions;
  legend?: { label: string; color: string }[];
}

export interface Chart extends Displayable {
  /** One standalone SVG document. */
  svg(): Promise<string>;
  /** The same, written to `file` where it is named. */
  toSVG(file?: string): Promise<string>;
  /** As on a light page; written to `file` where it is named. @default {scale: 2} */
  toPNG(file?: string, options?: { scale?: number }): Promise<Uint8Array>;
}

/**
 * A chart of any marks of Plot in the house's style.
 *
 * @example
 * ```ts
 * import { show } from "tracelab";
 * const rows = [{ step: 1, loss: 2.1 }, { step: 2, loss: 1.4 }];
 * const line = show.chart((Plot) => ({
 *   plot: { y: { label: "loss (nats/token)" }, marks: [Plot.line(rows, { x: "step", y: "loss" })] },
 * }), { title: "Training loss" });
 * (await line.svg()).startsWith("<svg"); // true
 * (await line.toPNG()).length; // bytes; toPNG("loss.png") also writes them
 * ```
 */
export function chart(draw: (plot: typeof Plot) => Drawing, options: ChartOptions = {}): Chart {
  if (typeof draw !== "function") {
    throw new TypeError(
      "a chart is drawn by a function: show.chart((Plot) => ({ plot: { marks: " +
        '[Plot.dot(rows, { x: "step", y: "loss" })] } }))',
    );
  }
  const svg = async () => {
    const [library, { parseHTML }] = await Promise.all([
      import("@observablehq/plot"),
      import("linkedom"),
    ]);
    const { document } = parseHTML("<!DOCTYPE html><body></body>") as unknown as {
      document: Plot.PlotOptions["document"];
    };
    const { plot, legend = [] } = draw(library);
    const { width = 640 } = options;
    const figure = library.plot({
      width,
      height: 320,
      style: { fontSize: "12px", fontFamily: "inherit", background: "none", overflow: "visible" },
      ...plot,
      document,
    });
    if (figure.localName !== "svg") throw new TypeError(whyFigure(plot));
    return framed(figure as unknown as SvgElement, legend, { ...options, width });
  };
  const about = options.title ?? "untitled";
  const written = <T extends string | Uint8Array>(content: T, file?: string): T => {
    if (file !== undefined && typeof file !== "string") {
      throw new TypeError('the first is a file, or undefined: toPNG("chart.png", { scale: 2 })');
    }
    if (file !== undefined) writeWhole(file, content);
    return content;
  };
  const data = async (): Promise<DisplayData> => {
    const drawn = await svg(), image = await png(drawn, 1);
    return {
      "text/html": chartHtml(drawn, image, about),
      "image/svg+xml": drawn,
      // For what draws neither, as a slide's maker.
      "image/png": Buffer.from(image).toString("base64"),
      "text/plain": `[chart: ${about}]`,
    };
  };
  return {
    svg,
    toSVG: async (file) => written(await svg(), file),
    toPNG: async (file, { scale = 2 } = {}) =>
      displayedPng(written(await png(await svg(), scale), file), about, scale),
    [$display]: data,
  };
}

/** Plot sets its own titles and legends in HTML around the SVG, which a standalone SVG cannot hold. */
function whyFigure(plot: Plot.PlotOptions): string {
  const key = (["title", "subtitle", "caption"] as const).find((key) => plot[key] != null);
  return key
    ? `plot.${key} is HTML and not SVG: give '${key}' in the options of the chart`
    : "a legend of Plot is HTML and not SVG: give 'legend' beside 'plot'";
}

/** Distinct names in the order of their first appearance, each with its colour. */
export function legendOf(names: Iterable<string>): { label: string; color: string }[] {
  return [...new Set(names)].map((label, i) => ({ label, color: COLORS[i % COLORS.length] }));
}

/** What is used of the element that Plot draws. */
interface SvgElement {
  getAttribute(name: string): string | null;
  setAttribute(name: string, value: string): void;
  outerHTML: string;
}

const FONT = "system-ui, -apple-system, 'Segoe UI', sans-serif";
const STYLE = [
  ".tracelab-chart{color:#24292f;background:#fff}",
  ".tracelab-chart .page{fill:#fff}",
  ".tracelab-chart .soft{fill:#57606a}",
  "@media (prefers-color-scheme:dark){",
  ".tracelab-chart{color:#e6edf3;background:#161b22}",
  ".tracelab-chart .page{fill:#161b22}",
  ".tracelab-chart .soft{fill:#9da7b3}}",
].join("");

/** Title, legend, plot and caption in one SVG. */
function framed(
  plot: SvgElement,
  legend: { label: string; color: string }[],
  { title, subtitle, caption, width = 640 }: ChartOptions,
): string {
  const parts: string[] = [];
  let y = 10;
  const text = (line: string, size: number, attributes: string) => {
    y += size + 2;
    parts.push(
      `<text x="12" y="${y}" font-size="${size}" ${attributes}>${escapeHtml(line)}</text>`,
    );
    y += 5;
  };
  if (title) text(title, 16, 'fill="currentColor" font-weight="600"');
  for (const line of wrapped(subtitle, width, 12.5)) text(line, 12.5, 'class="soft"');
  y = legendRows(legend, width, y + 2, parts);
  const height = Number(plot.getAttribute("height"));
  plot.setAttribute("y", String(y));
  plot.setAttribute("x", "0");
  plot.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  // Plot names its style after a random class: a stable name keeps committed notebooks equal.
  const name = plot.getAttribute("class")!.split(" ")[0];
  // Short coordinates; the text between the tags stays as it is.
  const drawn = plot.outerHTML.replaceAll(name, "tracelab-plot").replaceAll("\n", "").replace(
    /<[^>]*>/g,
    (tag) => tag.replace(/-?\d+\.\d{3,}/g, (number) => String(Number(Number(number).toFixed(2)))),
  );
  parts.push(drawn);
  y += height + (caption ? 6 : 0);
  for (const line of wrapped(caption, width, 11.5)) text(line, 11.5, 'class="soft"');
  y += 8;
  return visible(
    `<svg xmlns="http://www.w3.org/2000/svg" class="tracelab-chart" width="${width}" ` +
      `height="${y}" viewBox="0 0 ${width} ${y}" style="max-width:100%;height:auto" font-family="${FONT}" fill="currentColor" ` +
      `role="img" aria-label="${escapeHtml(title ?? "chart")}"><style>${STYLE}</style>` +
      `<rect class="page" width="${width}" height="${y}" rx="6"/>\n${parts.join("\n")}\n</svg>`,
  );
}

/** Adds a row or more of swatches; returns where the next thing begins. */
function legendRows(
  legend: { label: string; color: string }[],
  width: number,
  y: number,
  parts: string[],
): number {
  if (legend.length === 0) return y;
  let x = 12, line = y + 6;
  for (const { label, color } of legend) {
    const size = 22 + label.length * 6.8;
    if (x > 12 && x + size > width - 12) [x, line] = [12, line + 19];
    parts.push(
      `<circle cx="${x + 5}" cy="${line + 5}" r="5" fill="${color}"/>` +
        `<text x="${x + 15}" y="${line + 9.5}" font-size="12">${escapeHtml(label)}</text>`,
    );
    x += size + 8;
  }
  return line + 18;
}

/** Lines that fit the width, by an average width of letters: there is no font to measure with. */
function wrapped(text: string | undefined, width: number, size: number): string[] {
  if (!text) return [];
  const letters = Math.floor((width - 24) / (size * 0.51));
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length < letters) {
      lines[lines.length - 1] = `${last} ${word}`;
    } else lines.push(word);
  }
  return lines;
}
