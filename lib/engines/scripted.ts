/** A model that says what it is told: for tests of what is built on models. It calls nobody. */
import { dialects, type Intent, type Model, modelFrom, type ModelOptions } from "../models/mod.ts";

/** Replies in the order of asking, for all intents or for each kind; or a function of the intent. */
export type Script =
  | string[]
  | { [K in Intent["kind"]]?: string[] }
  | ((intent: Intent, sample: number) => string | Promise<string>);

/** A scripted model, with what it was asked. */
export interface ScriptedModel extends Model {
  /** Every call: the intent, and the text of its prompt. */
  readonly asked: { intent: Intent; prompt: string; sample: number }[];
}

/**
 * Calls run one at a time, so that replies in a list meet requests in their order; the last reply is
 * not repeated: a script that is too short fails the request.
 *
 * Replies are kept in memory by key like those of any model: the same request asked again gets the
 * same reply and takes none from the script.
 *
 * @example
 * ```ts
 * import { base, loadTasks, sandbox, scripted } from "tracelab";
 * await using python = await sandbox({ lanes: 1 });
 * const tasks = await loadTasks("starter", { limit: 1 });
 * const coder = scripted(["def wrong(): return 1"]);
 * for await (const { verdict } of base({ tasks, coder, python })) console.log(verdict?.status);
 * coder.asked[0].prompt; // what the model was asked
 * ```
 */
export function scripted(script: Script, options: ModelOptions = {}): ScriptedModel {
  const asked: ScriptedModel["asked"] = [];
  const left = Array.isArray(script) ? [...script] : undefined;
  const byKind = Object.fromEntries(
    Object.entries(script).map(([kind, replies]) => [kind, [...replies]]),
  );
  const next = (intent: Intent, sample: number) => {
    if (typeof script === "function") return script(intent, sample);
    const replies = left ?? byKind[intent.kind] ?? [];
    if (replies.length === 0) {
      throw new Error(`the script has no reply left for ${intent.kind}`);
    }
    return replies.shift()!;
  };
  const model = modelFrom("scripted", () => ({
    dialect: dialects.chat,
    async complete({ intent, prompt, sample }) {
      const text = prompt.text ?? prompt.messages!.map(({ content }) => content).join("\n\n");
      asked.push({ intent, prompt: text, sample });
      const reply = await next(intent, sample);
      return {
        text: reply,
        finishReason: "stop",
        usage: { promptTokens: Math.ceil(text.length / 4), completionTokens: reply.length >> 2 },
      };
    },
  }), { store: false, concurrency: 1, identity: "script", ...options });
  return Object.assign(model, { asked });
}
