/**
 * Loads the compiled kernels (source in `kernels/`, rebuilt by `deno task kernels`): with relaxed
 * SIMD where the engine has it, with strict SIMD otherwise, without threads where there is no
 * shared memory.
 */
import { readFile } from "node:fs/promises";

/** Addresses are byte offsets into the memory, counts are in floats. */
export type Kernels =
  & Record<
    | "adamW"
    | "add"
    | "attention"
    | "attentionBackward"
    | "attentionStep"
    | "copy"
    | "crossEntropyBackward"
    | "distillationRows"
    | "gather"
    | "gemm"
    | "gemmPacked"
    | "logSoftmaxRows"
    | "packWeights"
    | "rmsNorm"
    | "rmsNormBackward"
    | "rotate"
    | "scale"
    | "scatterAdd"
    | "squaredRelu"
    | "squaredReluBackward"
    | "zero",
    (...numbers: number[]) => void
  >
  & Record<
    "argmax" | "multiplyAddPeak" | "sampleToken" | "sumOfSquares",
    (...numbers: number[]) => number
  >;

export type KernelBuild = "relaxed" | "strict" | "single";

// (module (func (param v128) local.get 0 local.get 0 local.get 0 f32x4.relaxed_madd drop))
const relaxedProbe = new Uint8Array([
  ...[0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 1, 123, 0, 3, 2, 1, 0],
  ...[10, 14, 1, 12, 0, 32, 0, 32, 0, 32, 0, 253, 133, 2, 26, 11],
]);

/** The fastest build that this engine runs. */
export function bestBuild(): KernelBuild {
  if (typeof SharedArrayBuffer === "undefined") return "single";
  return WebAssembly.validate(relaxedProbe) ? "relaxed" : "strict";
}

const compiled = new Map<KernelBuild, Promise<WebAssembly.Module>>();

/** The compiled module, to be instantiated once a thread; all models of a process share it. */
export function compileKernels(build: KernelBuild): Promise<WebAssembly.Module> {
  const known = compiled.get(build);
  if (known) return known;
  const file = new URL(`./kernels/${build}.wasm`, import.meta.url);
  const module = readFile(file).then((bytes) => WebAssembly.compile(bytes));
  compiled.set(build, module);
  return module;
}

export function instantiateKernels(
  module: WebAssembly.Module,
  memory: WebAssembly.Memory,
): Kernels {
  const instance = new WebAssembly.Instance(module, { env: { memory, log: Math.log } });
  return instance.exports as unknown as Kernels;
}
