/** From a request to what the engine gets: the prompt filled, the dialect applied, sampling settled. */
import { checkSampling } from "../checkSampling.ts";
import type { Sampling } from "../completion.ts";
import { type Dialect, dialects } from "../dialects.ts";
import type { Call, Engine } from "../engine.ts";
import { fieldsOf } from "./fields.ts";
import type { Intent } from "../intent.ts";
import type { ModelOptions, OwnPrompt, PromptName } from "../modelOptions.ts";
import * as prompts from "./mod.ts";
import type { Request } from "../request.ts";
import { fill, type Template, templateHash } from "./template.ts";

/** The prompts by name; `judge:` and a name of one's own makes another. */
export const builtIn: Record<string, Template> = {
  solve: prompts.solve,
  plan: prompts.plan,
  rewrite: prompts.rewrite,
  repair: prompts.repair,
  edgeTests: prompts.edgeTests,
  analyse: prompts.analyse,
  optimise: prompts.optimise,
  judge: prompts.judge,
  "judge:analyse": prompts.judgeAnalyse,
  "judge:summarise": prompts.judgeSummarise,
  "judge:taxonomy": prompts.judgeTaxonomy,
};

/** A call with what the record says of it. */
export interface RenderedCall extends Call {
  /** The template that was filled, and its hash. */
  template: Template;
  promptHash: string;
  promptName: string;
  dialect: string;
  /** Sampling where the request says nothing. */
  usual: Sampling;
}

export type RenderOptions = Pick<
  ModelOptions,
  "dialect" | "prompts" | "temperature" | "topP" | "maxTokens" | "stop" | "seed"
>;

/** The call of a request's first sample; the others differ in `sample` only. */
export function renderCall(
  request: Request,
  engine: Pick<Engine, "dialect" | "defaults">,
  options: RenderOptions,
): RenderedCall {
  const { intent } = request;
  const dialect = dialectOf(options.dialect) ?? engine.dialect;
  const { name, template } = templateOf(intent, options.prompts);
  const fields = fieldsOf(intent);
  const { stop, ...prompt } = dialect.render({
    system: template.system && fill(template.system, fields),
    user: fill(template.user, fields),
    get raw() {
      return template.raw && fill(template.raw, fields);
    },
  }, intent);
  const usual = merged(options, engine.defaults ?? {});
  return {
    intent,
    prompt,
    sampling: merged(request, usual, { stop }),
    usual,
    sample: 0,
    logprobs: request.logprobs ?? false,
    template,
    promptHash: templateHash(template),
    promptName: name,
    dialect: dialect.name,
  };
}

function dialectOf(dialect: ModelOptions["dialect"]): Dialect | undefined {
  if (typeof dialect !== "string") return dialect;
  if (Object.hasOwn(dialects, dialect)) return dialects[dialect];
  throw new RangeError(
    `unknown dialect: ${dialect} (there are ${Object.keys(dialects).join(", ")})`,
  );
}

function templateOf(intent: Intent, own: ModelOptions["prompts"] = {}) {
  const names: string[] = [intent.kind];
  if (intent.kind === "judge" && intent.protocol) names.unshift(`judge:${intent.protocol}`);
  for (const name of names) {
    const chosen: OwnPrompt | undefined = own[name as PromptName];
    if (chosen !== undefined) {
      const value = typeof chosen === "function" ? chosen(intent) : chosen;
      return { name, template: typeof value === "string" ? { user: value } : value };
    }
    if (Object.hasOwn(builtIn, name)) return { name, template: builtIn[name] };
    if (name.includes(":")) throw new RangeError(`unknown prompt: ${name}`);
  }
  throw new RangeError(`unknown intent: ${intent.kind}`);
}

/**
 * The first defined value of each setting, in one order of keys.
 *
 * @throws {RangeError} for a value that cannot be.
 */
function merged(...from: Sampling[]): Sampling {
  const all: Record<string, unknown> = {};
  for (const key of ["temperature", "topP", "maxTokens", "stop", "seed"] as const) {
    for (const { [key]: value } of from) {
      if (value === undefined) continue;
      all[key] = value;
      break;
    }
  }
  return checkSampling(all);
}
