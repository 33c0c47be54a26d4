import { createHash } from "node:crypto";
import type { RenderedCall } from "../prompts/renderCall.ts";
import type { StoredRecipe } from "./store.ts";

/** How a call's prompt was made, for the store. */
export function recipeOf(
  call: RenderedCall,
  model: string,
  identity: string | undefined,
): StoredRecipe {
  const { promptName: name, promptHash, template, dialect, usual: sampling } = call;
  const parts = JSON.stringify([name, model, identity, dialect, sampling, promptHash]);
  return { recipe: hashOf(parts), name, model, identity, dialect, sampling, template };
}

let last = { parts: "", hash: "" };

/** A run's calls are mostly made alike. */
function hashOf(parts: string): string {
  if (last.parts !== parts) {
    last = { parts, hash: createHash("sha256").update(parts).digest("hex").slice(0, 16) };
  }
  return last.hash;
}
