import { createHash } from "node:crypto";
import type { RenderedCall } from "./renderCall.ts";
import type { StoredRecipe } from "./store.ts";

/** How a call's prompt was made, for the store. */
export function recipeOf(
  call: RenderedCall,
  model: string,
  identity: string | undefined,
): StoredRecipe {
  const { promptName: name, template, dialect, usual: sampling } = call;
  const recipe = { name, model, identity, dialect, sampling, template };
  const hash = createHash("sha256").update(JSON.stringify(recipe)).digest("hex").slice(0, 16);
  return { recipe: hash, ...recipe };
}
