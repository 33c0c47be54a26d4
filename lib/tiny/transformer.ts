/**
 * A decoder-only transformer (Vaswani et al. 2017) with RMSNorm before each branch, rotary positions,
 * a squared-ReLU MLP, no biases, and an output layer tied to the embedding:
 *
 *     x = E[tokens]
 *     x = x + Attention(RMSNorm(x)) Wo
 *     x = x + ReLU(RMSNorm(x) Wup)² Wdown          (each layer)
 *     logits = RMSNorm(x) Eᵀ
 *
 * One `Transformer` computes one part of a batch: sequences laid end to end, `n` tokens in all.
 * `forward` reads like the equations above; `backward` is the same list read from the bottom.
 */
import { type Parameter, parameters, type TinyConfig } from "./config.ts";
import type { Kernels } from "./kernels.ts";
import { Linear } from "./linear.ts";
import type { LayerMemory, PartMemory, Plan } from "./memory.ts";

interface Gain {
  weight: number;
  gradient: number;
}

interface Layer {
  attentionGain: Gain;
  qkv: Linear;
  output: Linear;
  mlpGain: Gain;
  up: Linear;
  down: Linear;
}

/** LoRA's factors as all threads know them. */
export interface Adapter {
  scale: number;
  parameters: Parameter[];
}

export class Transformer {
  readonly layers: Layer[];
  readonly embedding: Gain;
  readonly gain: Gain;
  /** The output layer as `packWeights` laid it out. */
  readonly packedOutput: number;

  constructor(
    readonly config: TinyConfig,
    readonly k: Kernels,
    readonly plan: Plan,
    readonly memory: PartMemory,
  ) {
    const at = new Map(parameters(config).map((p) => [p.name, p]));
    const gain = (name: string) => {
      const offset = 4 * at.get(name)!.offset;
      return { weight: plan.weights + offset, gradient: memory.gradient + offset };
    };
    let packed = plan.packed;
    const linear = (name: string) => {
      const map = new Linear(k, plan, memory, at.get(name)!, packed);
      packed += map.packedBytes;
      return map;
    };
    this.embedding = gain("embedding");
    this.gain = gain("gain");
    this.layers = Array.from({ length: config.layers }, (_, l) => ({
      attentionGain: gain(`layers.${l}.attention.gain`),
      qkv: linear(`layers.${l}.attention.qkv`),
      output: linear(`layers.${l}.attention.output`),
      mlpGain: gain(`layers.${l}.mlp.gain`),
      up: linear(`layers.${l}.mlp.up`),
      down: linear(`layers.${l}.mlp.down`),
    }));
    this.packedOutput = packed;
  }

  /** Every linear map with the place of its x A among a layer's activations. */
  private linears(): { map: Linear; adapted: number }[] {
    return this.layers.flatMap((layer, l) =>
      [layer.qkv, layer.output, layer.up, layer.down].map((map, i) => ({
        map,
        adapted: this.memory.layers[l].adapted[i],
      }))
    );
  }

  /** Puts LoRA's factors beside the matrices they adapt, or takes them away. */
  adapt(adapter?: Adapter): void {
    const at = new Map(adapter?.parameters.map((p) => [p.name, p]));
    for (const { map, adapted } of this.linears()) map.adapt(at, adapter?.scale ?? 0, adapted);
  }

  /** Packs all weights (adapters merged) for sampling. */
  pack(): void {
    const { vocabulary, width } = this.config;
    for (const { map } of this.linears()) map.pack();
    this.k.packWeights(this.embedding.weight, 1, width, width, vocabulary, this.packedOutput);
  }

  /** Adds the adapters to the weights they adapt. */
  merge(): void {
    for (const { map } of this.linears()) map.mergeIntoWeight();
  }

  /** x of the last layer, in `residual`; `keep` keeps what `backward` needs. */
  forward(n: number, sequences: number, keep: boolean, eachLayer?: (l: number) => void): number {
    const { k, memory: m, plan, layers } = this;
    const { width: d, heads, hidden } = this.config;
    const headWidth = d / heads;
    let x = m.residual[0];
    k.gather(x, this.embedding.weight, m.tokens, n, d);
    for (let l = 0; l < layers.length; l++) {
      const { attentionGain, qkv, output, mlpGain, up, down } = layers[l];
      const a: LayerMemory = m.layers[keep ? l : 0];
      const next = m.residual[keep ? l + 1 : 0];

      k.rmsNorm(x, attentionGain.weight, n, d, a.normed1, a.inverse1);
      qkv.forward(a.normed1, n, a.qkv);
      k.rotate(a.qkv, m.positions, n, 2 * heads, headWidth, 3 * d, plan.cosines, plan.sines, 1);
      // deno-fmt-ignore
      k.attention(a.qkv, m.offsets, sequences, heads, headWidth, a.attended, m.scores, m.packedA, m.packedB);
      k.copy(a.middle, x, n * d);
      output.forward(a.attended, n, a.middle, true);

      k.rmsNorm(a.middle, mlpGain.weight, n, d, a.normed2, a.inverse2);
      up.forward(a.normed2, n, a.up);
      k.squaredRelu(a.up, n * hidden, a.activated);
      k.copy(next, a.middle, n * d);
      down.forward(a.activated, n, next, true);
      eachLayer?.(l);
      x = next;
    }
    return x;
  }

  /** logits of the picked rows of x. */
  head(x: number, rows: number): void {
    const { k, memory: m } = this;
    const { width: d, vocabulary } = this.config;
    k.gather(m.picked, x, m.rows, rows, d);
    k.rmsNorm(m.picked, this.gain.weight, rows, d, m.final, m.finalInverse);
    const e = this.embedding.weight;
    // deno-fmt-ignore
    k.gemm(rows, vocabulary, d, m.final, d, 1, e, 1, d, m.logits, vocabulary, 0, m.packedA, m.packedB);
  }

  /** Adds every parameter's gradient, given dLoss/dlogits in `logits`. */
  backward(n: number, sequences: number, rows: number): void {
    const { k, memory: m, plan, layers } = this;
    const { width: d, heads, hidden, vocabulary } = this.config;
    const headWidth = d / heads;
    const e = this.embedding, frozen = layers.some((layer) => layer.qkv.frozen);
    const dx = m.dResidual;

    if (!frozen) {
      // deno-fmt-ignore
      k.gemm(vocabulary, d, rows, m.logits, 1, vocabulary, m.final, d, 1, e.gradient, d, 1, m.packedA, m.packedB);
    }
    // deno-fmt-ignore
    k.gemm(rows, d, vocabulary, m.logits, vocabulary, 1, e.weight, d, 1, m.dNormed, d, 0, m.packedA, m.packedB);
    k.zero(m.dAttended, rows * d);
    // deno-fmt-ignore
    k.rmsNormBackward(m.picked, this.gain.weight, m.finalInverse, m.dNormed, rows, d, m.dAttended, this.gain.gradient);
    k.zero(dx, n * d);
    k.scatterAdd(dx, m.dAttended, m.rows, rows, d);

    for (let l = layers.length - 1; l >= 0; l--) {
      const { attentionGain, qkv, output, mlpGain, up, down } = layers[l];
      const a = m.layers[l];

      down.backward(a.activated, dx, n, m.dHidden);
      k.squaredReluBackward(a.up, m.dHidden, n * hidden);
      up.backward(a.normed2, m.dHidden, n, m.dNormed);
      // deno-fmt-ignore
      k.rmsNormBackward(a.middle, mlpGain.weight, a.inverse2, m.dNormed, n, d, dx, mlpGain.gradient);

      output.backward(a.attended, dx, n, m.dAttended);
      // deno-fmt-ignore
      k.attentionBackward(a.qkv, m.dAttended, m.offsets, sequences, heads, headWidth, m.dQkv, m.scores, m.dScores, m.packedA, m.packedB);
      k.rotate(m.dQkv, m.positions, n, 2 * heads, headWidth, 3 * d, plan.cosines, plan.sines, -1);
      qkv.backward(a.normed1, m.dQkv, n, m.dNormed);
      // deno-fmt-ignore
      k.rmsNormBackward(m.residual[l], attentionGain.weight, a.inverse1, m.dNormed, n, d, dx, attentionGain.gradient);
    }
    if (!frozen) k.scatterAdd(e.gradient, dx, m.tokens, n, d);
  }
}
