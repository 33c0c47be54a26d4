export { adamW, sumOfSquares } from "./adamw";
export { attention, attentionBackward, attentionStep } from "./attention";
export { add, copy, gather, scale, scatterAdd, squaredRelu, squaredReluBackward, zero } from "./elementwise";
export { gemm, gemmPacked, packWeights } from "./gemm";
export { crossEntropyBackward, distillationRows, logSoftmaxRows } from "./loss";
export { rmsNorm, rmsNormBackward } from "./norm";
export { rotate } from "./rope";
export { argmax, sampleToken } from "./sample";
export { multiplyAddPeak } from "./peak";
