/** What a user may say about a model besides its name. */
import type { Budget, BudgetLimits } from "./limits/budget.ts";
import type { Sampling } from "./completion.ts";
import type { Dialect, DialectName } from "./dialects.ts";
import type { Listener } from "./events.ts";
import type { Intent, IntentKind } from "./intent.ts";
import type { Template } from "./prompts/template.ts";

/** A prompt of the user's own: the text asked, a whole template, or a function of the intent. */
export type OwnPrompt = string | Template | ((intent: Intent) => string | Template);

/** An intent's kind, or `judge:PROTOCOL`. */
export type PromptName = IntentKind | `judge:${string}`;

export interface ModelOptions extends Sampling {
  /** @default {the engine's own} */
  dialect?: DialectName | Dialect;
  /** Replaces prompts: `{ solve: "Write {{task}} in Python." }`. */
  prompts?: Partial<Record<PromptName, OwnPrompt>>;
  /** What the model is, where its name does not say it (`"weights of May"`): part of every key. */
  identity?: string;
  /** The file of completions; `false` keeps them in memory only. @default {one file a URI in results/completions} */
  store?: string | false;
  /** Do not answer from what the store had when it was opened. @default {TRACELAB_FRESH is set} */
  fresh?: boolean;
  /** Refuse to call: answer from the store or fail. @default {TRACELAB_OFFLINE is set} */
  offline?: boolean;
  /** Calls at a time. @default {16} */
  concurrency?: number;
  /** Requests a minute. @default {no limit} */
  rpm?: number;
  /** Tokens a minute, prompt and completion. @default {no limit} */
  tpm?: number;
  /** Tries after the first one. @default {6} */
  retries?: number;
  /** Milliseconds that one try may take. @default {120000} */
  timeoutMs?: number;
  /** Stops cleanly before it is passed; a `Budget` can be shared by several models. */
  budget?: BudgetLimits | Budget;
  /** What a million tokens cost in US dollars. @default {the model's entry in data/prices.json} */
  price?: { input: number; output: number };
  /** Gets every event. */
  on?: Listener;
}
