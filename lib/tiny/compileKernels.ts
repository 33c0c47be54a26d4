/**
 * `deno task kernels`: compiles `kernels/` to `relaxed.wasm`, `strict.wasm` and `single.wasm` with
 * AssemblyScript. The same sources give the same bytes.
 */
import asc from "assemblyscript/asc";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import type { KernelBuild } from "./kernels.ts";

const common = ["-O3", "--noAssert", "--runtime", "stub", "--importMemory", "--enable", "simd"];
const threads = ["--sharedMemory", "--maximumMemory", "65536", "--enable", "threads"];

export const builds: Record<KernelBuild, string[]> = {
  relaxed: [...common, ...threads, "--enable", "relaxed-simd"],
  strict: [...common, ...threads],
  single: common,
};

/** The bytes of one build. */
export async function buildKernels(build: KernelBuild): Promise<Uint8Array> {
  const folder = import.meta.dirname!;
  let binary: Uint8Array | undefined;
  const { error, stderr } = await asc.main(
    ["kernels/index.ts", "--outFile", "out.wasm", ...builds[build]],
    {
      readFile: async (name, base) => {
        try {
          return await readFile(`${base === "." ? folder : `${folder}/${base}`}/${name}`, "utf8");
        } catch {
          return null;
        }
      },
      writeFile: (name, contents) => {
        if (name.endsWith(".wasm")) binary = contents as Uint8Array;
      },
      listFiles: () => [],
    },
  );
  if (error || !binary) throw new Error(`kernels, ${build}: ${error?.message ?? ""}\n${stderr}`);
  return binary;
}

if (import.meta.main) {
  await mkdir(`${import.meta.dirname}/kernels`, { recursive: true });
  for (const build of Object.keys(builds) as KernelBuild[]) {
    const bytes = await buildKernels(build);
    await writeFile(`${import.meta.dirname}/kernels/${build}.wasm`, bytes);
    console.log(`${build}.wasm: ${bytes.length} bytes`);
  }
}
