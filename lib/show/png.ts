/**
 * SVG as PNG: resvg (WebAssembly, the same on both kernels) with DejaVu Sans, so that text is the same
 * on every machine. For what draws no SVG: JupyterLab in a notebook that is not trusted, slides.
 */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { packageFile } from "../base/mod.ts";

let loaded: Promise<(svg: string, scale: number) => Uint8Array> | undefined;

async function load() {
  const { initWasm, Resvg } = await import("@resvg/resvg-wasm");
  const require = createRequire(packageFile("package.json"));
  const file = (name: string) => readFileSync(require.resolve(name));
  await initWasm(file("@resvg/resvg-wasm/index_bg.wasm"));
  const fontBuffers = ["DejaVuSans", "DejaVuSans-Bold"]
    .map((name) => file(`dejavu-fonts-ttf/ttf/${name}.ttf`));
  const family = "DejaVu Sans";
  const font = { fontBuffers, defaultFontFamily: family, sansSerifFamily: family };
  return (svg: string, scale: number) => {
    const resvg = new Resvg(svg, { font, fitTo: { mode: "zoom", value: scale } });
    const image = resvg.render();
    try {
      return image.asPng();
    } finally {
      image.free();
      resvg.free();
    }
  };
}

/** @param scale pixels of the PNG for one of the SVG. */
export async function png(svg: string, scale: number): Promise<Uint8Array> {
  if (!(scale > 0 && scale <= 10)) {
    throw new RangeError(`'scale' must be above 0 and at most 10: ${scale}`);
  }
  return (await (loaded ??= load()))(svg, scale);
}
