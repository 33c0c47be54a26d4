export { type Bug, bugsOf, misconceive } from "./bugs.ts";
export { type Call as TinyCall, callsOf, callText, edgesOf } from "./callsOf.ts";
export { type Composition, keyOf, planOf, stepsOf } from "./composition.ts";
export { type Conventions, defaultConventions, directives } from "./conventions.ts";
export { directivesOf, wrongConventions } from "./directivesOf.ts";
export { evaluate, TooLarge } from "./evaluate.ts";
export { hash } from "./hash.ts";
export { phrase, type Phrasing, sentenceOf } from "./phrase.ts";
export { bodyOf, signatureOf } from "./programOf.ts";
export { pyRepr } from "./pyRepr.ts";
export { type Split, splitOf } from "./splitOf.ts";
export { TinyMetadata } from "./tinyMetadata.ts";
export {
  drawComposition,
  generateTinyTasks,
  type MadeTask,
  type TinyTask,
  tinyTasks,
  type TinyTasksOptions,
} from "./tinyTasks.ts";
export { PythonError } from "./value.ts";
