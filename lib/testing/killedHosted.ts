/**
 * What `hostedState_test.ts` kills: a hosted training in a process of its own, `killedHosted.ts URL FOLDER`.
 * Not a part of the library.
 */
import process from "node:process";
import { train } from "../train/mod.ts";

/** The training that is killed, and begun again by the test. */
export const killedHosted = {
  method: "sft",
  rows: Array.from({ length: 10 }, (_, i) => ({ prompt: `Twice ${i}?`, completion: `${2 * i}` })),
} as const;

if (import.meta.main) {
  const [url, folder] = process.argv.slice(2);
  const around = { folder, pollMs: 20, say: () => {} };
  await train(`${url}#base` as `http://${string}`, { ...killedHosted, ...around }).model();
}
