/** From a conversation or a text to the tokens that the model reads. */
import type { Addon, AddonModel, AddonTemplate } from "./addon.ts";
import type { Job } from "./job.ts";
import type { Gguf } from "./readGguf.ts";

/** Renders conversations by the model's own template, as the file has it. */
export class PromptTokens {
  readonly #model: AddonModel;
  readonly #template: AddonTemplate | undefined;
  readonly #bos: string;
  readonly #eos: string;

  constructor(addon: Addon, model: AddonModel, gguf: Gguf) {
    const template = gguf.values.get("tokenizer.chat_template");
    this.#model = model;
    this.#template = typeof template === "string"
      ? new addon.AddonJinjaRenderer(template)
      : undefined;
    const text = (token: number) => token >= 0 ? model.getTokenString(token) ?? "" : "";
    this.#bos = text(model.tokenBos());
    this.#eos = text(model.tokenEos());
  }

  /**
   * The tokens of a job's prompt.
   *
   * @throws {Error} for a conversation with a model that has no template.
   */
  of({ messages, text }: Job): number[] {
    const model = this.#model;
    const rendered = messages ? this.#chat(messages) : text!;
    const tokens = [...model.tokenize(rendered, true)];
    if (model.shouldPrependBosToken() && tokens[0] !== model.tokenBos()) {
      tokens.unshift(model.tokenBos());
    }
    return tokens;
  }

  #chat(messages: NonNullable<Job["messages"]>): string {
    if (!this.#template) {
      throw new Error("the file has no chat template: use the dialect 'completion'");
    }
    return this.#template.render({
      messages,
      add_generation_prompt: true,
      bos_token: this.#bos,
      eos_token: this.#eos,
    });
  }
}
