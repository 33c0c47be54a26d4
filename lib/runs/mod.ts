export * from "./attempt.ts";
