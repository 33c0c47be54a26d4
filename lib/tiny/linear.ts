/**
 * The linear map y = x W and, where LoRA adapts it, y = x W + s (x A) B with W frozen (Hu et al.
 * 2022, equation 3): then only A and B have gradients, and W's is never computed.
 */
import type { Parameter } from "./config.ts";
import type { Kernels } from "./kernels.ts";
import type { PartMemory, Plan } from "./memory.ts";

interface Factors {
  a: number;
  b: number;
  dA: number;
  dB: number;
  rank: number;
  scale: number;
  /** Where s x A is kept. */
  adapted: number;
}

export class Linear {
  readonly inputs: number;
  readonly outputs: number;
  readonly packedBytes: number;
  /** An adapter is trained somewhere in the model: W has no gradient. */
  frozen = false;
  private readonly weight: number;
  private readonly gradient: number;
  private factors?: Factors;

  constructor(
    private readonly k: Kernels,
    private readonly plan: Plan,
    private readonly memory: PartMemory,
    private readonly parameter: Parameter,
    private readonly packed: number,
  ) {
    this.inputs = parameter.rows;
    this.outputs = parameter.columns;
    this.packedBytes = 4 * parameter.rows * 8 * Math.ceil(parameter.columns / 8);
    this.weight = plan.weights + 4 * parameter.offset;
    this.gradient = memory.gradient + 4 * parameter.offset;
  }

  adapt(adapter: Map<string, Parameter>, scale: number, adapted: number): void {
    this.frozen = adapter.size > 0;
    const a = adapter.get(`${this.parameter.name}.a`), b = adapter.get(`${this.parameter.name}.b`);
    this.factors = a && b && {
      a: this.plan.weights + 4 * a.offset,
      b: this.plan.weights + 4 * b.offset,
      dA: this.memory.gradient + 4 * a.offset,
      dB: this.memory.gradient + 4 * b.offset,
      rank: a.columns,
      scale,
      adapted,
    };
  }

  forward(x: number, n: number, y: number, accumulate = false): void {
    const { inputs, outputs } = this;
    this.product(n, outputs, inputs, x, inputs, 1, this.weight, outputs, 1, y, outputs, accumulate);
    if (!this.factors) return;
    const { a, b, rank, scale, adapted } = this.factors;
    this.product(n, rank, inputs, x, inputs, 1, a, rank, 1, adapted, rank, false);
    this.k.scale(adapted, 4 * Math.ceil(n * rank / 4), scale);
    this.product(n, outputs, rank, adapted, rank, 1, b, outputs, 1, y, outputs, true);
  }

  /** dx = dy Wᵀ and dW += xᵀ dy. */
  backward(x: number, dy: number, n: number, dx: number): void {
    const { inputs, outputs, gradient } = this;
    this.product(n, inputs, outputs, dy, outputs, 1, this.weight, 1, outputs, dx, inputs, false);
    if (!this.frozen) {
      this.product(inputs, outputs, n, x, 1, inputs, dy, outputs, 1, gradient, outputs, true);
    }
    if (!this.factors) return;
    const { a, b, dA, dB, rank, scale, adapted } = this.factors;
    const dAdapted = this.memory.dAdapted;
    this.product(rank, outputs, n, adapted, 1, rank, dy, outputs, 1, dB, outputs, true);
    this.product(n, rank, outputs, dy, outputs, 1, b, 1, outputs, dAdapted, rank, false);
    this.k.scale(dAdapted, 4 * Math.ceil(n * rank / 4), scale);
    this.product(inputs, rank, n, x, 1, inputs, dAdapted, rank, 1, dA, rank, true);
    this.product(n, inputs, rank, dAdapted, rank, 1, a, 1, rank, dx, inputs, true);
  }

  /** W + s A B at `to`. */
  merge(to: number): void {
    const { inputs, outputs } = this;
    if (to !== this.weight) this.k.copy(to, this.weight, inputs * outputs);
    if (!this.factors) return;
    const { a, b, rank, scale, adapted } = this.factors;
    this.k.copy(adapted, a, 4 * Math.ceil(inputs * rank / 4));
    this.k.scale(adapted, 4 * Math.ceil(inputs * rank / 4), scale);
    this.product(inputs, outputs, rank, adapted, rank, 1, b, outputs, 1, to, outputs, true);
  }

  /** Adds the adapter to W for good. */
  mergeIntoWeight(): void {
    this.merge(this.weight);
  }

  pack(): void {
    const { inputs, outputs } = this;
    if (this.factors) this.merge(this.plan.merged);
    const from = this.factors ? this.plan.merged : this.weight;
    this.k.packWeights(from, outputs, 1, inputs, outputs, this.packed);
  }

  /** `forward` with the packed weights. */
  forwardPacked(x: number, n: number, y: number, accumulate = false): void {
    const { inputs, outputs } = this;
    // deno-fmt-ignore
    this.k.gemmPacked(n, outputs, inputs, x, inputs, this.packed, y, outputs, +accumulate, this.memory.packedA);
  }

  // deno-fmt-ignore
  private product(
    m: number, n: number, k: number, a: number, aRow: number, aColumn: number,
    b: number, bRow: number, bColumn: number, c: number, cRow: number, accumulate: boolean,
  ): void {
    const { packedA, packedB } = this.memory;
    this.k.gemm(m, n, k, a, aRow, aColumn, b, bRow, bColumn, c, cRow, +accumulate, packedA, packedB);
  }
}
