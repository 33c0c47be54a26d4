/**
 * Forms in which models send a right program: each wraps one, and the program has to come out again. The
 * kinds were seen in public samples and issues; the texts are our own.
 */
import { blocks } from "./replyForms/blocks.ts";
import { characters } from "./replyForms/characters.ts";
import { fences } from "./replyForms/fences.ts";
import type { Form } from "./replyForms/form.ts";
import { leaks } from "./replyForms/leaks.ts";
import { prose } from "./replyForms/prose.ts";
import { reasoning } from "./replyForms/reasoning.ts";
import { wrappers } from "./replyForms/wrappers.ts";

export { bodyForms } from "./replyForms/bodies.ts";

/** By kind; every form is for every program. */
export const moduleForms: Record<string, Record<string, Form>> = {
  leaks,
  reasoning,
  fences,
  wrappers,
  characters,
  prose,
  blocks,
};
