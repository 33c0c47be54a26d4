/** The embedded model behind the interface of every model: prompts in control tokens, answers in batches. */
import {
  type Answer,
  type Call,
  type Dialect,
  type Engine,
  type Intent,
  ModelError,
} from "../../models/mod.ts";
import type { TinyLM } from "../tinyLM.ts";
import { mergeDirectives } from "./mergeDirectives.ts";
import { answerOf, replyText } from "./replyText.ts";
import { tinyPrompt } from "./tinyDialect.ts";
import type { Tokenizer } from "./tokenizer.ts";

/** Longest answer, in tokens: the longest program of the world has about 80. */
const longestAnswer = 112;

interface Waiting {
  call: Call;
  tokens: number[];
  resolve: (answer: Answer) => void;
  reject: (error: unknown) => void;
}

const dialect: Dialect = {
  name: "tiny",
  render: (_, intent) => ({
    text: intent.kind === "optimise" ? optimisePrompt(intent) : tinyPrompt(intent),
  }),
};

/** No model reads it: it tells one call from another in the store. */
const optimisePrompt = ({ kind: _, ...asked }: Extract<Intent, { kind: "optimise" }>) =>
  JSON.stringify(asked);

/** What two calls must share to be sampled in one batch. */
const groupOf = ({ sampling }: Call) =>
  [sampling.temperature ?? 0, sampling.topP ?? 1, sampling.maxTokens].join();

/** A text up to the first of its stop strings; undefined where it has none of them. */
function stoppedAt(text: string, stops: readonly string[]): string | undefined {
  const ends = stops.map((stop) => text.indexOf(stop)).filter((end) => end >= 0);
  return ends.length > 0 ? text.slice(0, Math.min(...ends)) : undefined;
}

/**
 * Calls that come together are answered together: a batch is taken when the event loop is free, and
 * a sample depends only on its prompt and its seed, so batching never shows.
 */
export function tinyEngine(
  lm: TinyLM,
  tokenizer: Tokenizer,
  uri: string,
  identity: string,
): Engine {
  let waiting: Waiting[] = [];
  let scheduled = false;
  let closed: Promise<void> | undefined;

  async function answer(group: Waiting[]): Promise<void> {
    const { temperature, topP, maxTokens = longestAnswer } = group[0].call.sampling;
    const replies = await lm.generate(group.map(({ tokens }) => tokens), {
      temperature,
      topP,
      maxTokens,
      stop: tokenizer.end,
      seeds: group.map(({ call }) => (call.sampling.seed ?? 0) + call.sample),
    });
    group.forEach(({ call, tokens, resolve }, i) => {
      const { tokens: reply, finishReason } = replies[i];
      const text = tokenizer.decode(reply);
      const stopped = stoppedAt(text, call.sampling.stop ?? []);
      const whole = replyText(call.intent, stopped ?? text);
      resolve({
        text: whole,
        tokenIds: stopped === undefined ? drawnIds(reply, answerOf(call.intent, whole)) : undefined,
        finishReason: stopped === undefined ? finishReason : "stop",
        usage: { promptTokens: tokens.length, completionTokens: reply.length },
      });
    });
  }

  /** The drawn tokens, where the answer in the reply's text is cut into others. */
  function drawnIds(drawn: number[], answer: string): number[] | undefined {
    const cut = tokenizer.encode(answer);
    return cut.length === drawn.length && cut.every((id, i) => id === drawn[i]) ? undefined : drawn;
  }

  async function flush(): Promise<void> {
    scheduled = false;
    const taken = waiting;
    waiting = [];
    // Map.groupBy is not in Node 20.
    const groups = new Map<string, Waiting[]>();
    for (const one of taken) {
      const key = groupOf(one.call), group = groups.get(key);
      if (group) group.push(one);
      else groups.set(key, [one]);
    }
    for (const group of groups.values()) {
      try {
        await answer(group);
      } catch (error) {
        for (const { reject } of group) reject(error);
      }
    }
  }

  return {
    dialect,
    identity,
    defaults: { temperature: 0 },
    complete(call) {
      const { intent } = call;
      if (intent.kind === "optimise") {
        const merged = mergeDirectives(intent.directives, intent.analyses, intent.count);
        const text = merged.map((directive, i) => `${i + 1}. ${directive}`).join("\n");
        return Promise.resolve({ text, finishReason: "stop" });
      }
      if (intent.kind === "solve" && intent.demonstrations?.length) {
        const message = `${uri}: it reads no demonstrations: it has no words for them`;
        return Promise.reject(new ModelError(message, { model: uri, fatal: true }));
      }
      const { text } = call.prompt;
      if (!text) {
        const message = `${uri}: no text to read: tiny has its own dialect, leave 'dialect' out`;
        return Promise.reject(new ModelError(message, { model: uri }));
      }
      const tokens = tokenizer.encode(text);
      const { context } = lm.config;
      if (tokens.length >= context) {
        const message = `${uri}: the prompt has ${tokens.length} tokens, the context ${context}`;
        return Promise.reject(new ModelError(message, { model: uri }));
      }
      return new Promise((resolve, reject) => {
        waiting.push({ call, tokens, resolve, reject });
        if (scheduled) return;
        scheduled = true;
        setTimeout(flush, 0);
      });
    },
    close: () => closed ??= lm.close(),
  };
}
