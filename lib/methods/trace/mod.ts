/**
 * TRACE: decomposition (ADaPT), knowledge distillation, edge-case testing.
 *
 * @module
 */
export * from "./adapt.ts";
export * from "./parsePlan.ts";
export * from "./planInDocstring.ts";
export * from "./merge.ts";
export * from "./notes.ts";
export * from "./distill.ts";
export * from "./distillationRows.ts";
export * from "./keepSignature.ts";
export * from "./trainStudent.ts";
export * from "./edge/edgeCases.ts";
export * from "./edge/edgeSuite.ts";
export * from "./edge/mutants.ts";
