/** The embedded model's trainer: every method on this machine, in seconds. */
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import process from "node:process";
import type { z } from "zod";
import {
  checkpointPath,
  readCheckpoint,
  restoreOptimizer,
  saveOptimizer,
  TinyLM,
  Tokenizer,
} from "../tiny/mod.ts";
import { fileSha256, refuseUnknown, writeWhole } from "../base/mod.ts";
import { checkRows } from "./rows.ts";
import { type Method, tinyMethods, tinyOnline } from "./tinyRecipe.ts";
import { type TinyJob, tinySteps } from "./tinySteps.ts";
import type { Asked, Reward, Trainer } from "./trainer.ts";
import type { TrainingEvent } from "./trainingEvent.ts";

/** What `train` is told for the embedded model. */
export type TinyTraining =
  | {
    [M in Method]:
      & { method: M; rows: Iterable<z.input<typeof tinyMethods[M]["row"]>>; reward?: undefined }
      & z.input<typeof tinyMethods[M]["options"]>;
  }[Method]
  | ({
    method: "policy";
    rows: Iterable<z.input<typeof tinyOnline["row"]>>;
    reward: Reward;
  } & z.input<typeof tinyOnline["options"]>);

/** Where an optimizer's state is, beside the weights that it made. */
const optimizerOf = (checkpoint: string) => join(dirname(checkpoint), "optimizer.bin");

/**
 * The same inputs give the same bytes with any number of threads; another processor may round
 * products otherwise (WebAssembly's relaxed SIMD), a few weights in their last bit.
 */
export const tinyTrainer: Trainer = {
  name: "tiny",
  version: "1",
  prepare(base, asked) {
    const job = checked(asked);
    const { teacher, reference, ...options } = job.options as Options;
    const from = checkpointPath(base);
    if (options.goOn && !existsSync(optimizerOf(from))) {
      throw new RangeError(`'goOn': no optimizer's state beside ${from} (precision f32 keeps it)`);
    }
    const models = {
      base: from,
      ...(teacher !== undefined && { teacher: checkpointPath(teacher) }),
      ...(reference !== undefined && { reference: checkpointPath(reference) }),
      ...(options.goOn && { optimizer: optimizerOf(from) }),
    };
    return {
      rows: job.rows,
      inputs: {
        method: job.method,
        ...options,
        reward: job.method === "online" ? job.reward.name : undefined,
        ...Object.fromEntries(
          Object.entries(models).map(([name, path]) => [name, fileSha256(path)]),
        ),
      },
      run: (folder) => run(from, job, folder),
      uri: (folder, name) => `tiny:${join(folder, name)}`,
    };
  },
};

type Options = { teacher?: string; reference?: string; goOn: boolean };

/** Method, rows and options as the schemas have them. */
function checked({ method, rows, reward, ...options }: Asked): TinyJob {
  if (!Object.hasOwn(tinyMethods, method)) {
    const known = Object.keys(tinyMethods).join(", ");
    throw new RangeError(`'method' must be one of ${known}: ${method}`);
  }
  const online = method === "policy" && reward !== undefined;
  if (reward !== undefined && !online) {
    throw new RangeError(`the method ${method} takes no function of rewards ('reward')`);
  }
  const schema = online ? tinyOnline : tinyMethods[method as Method];
  refuseUnknown(`train, ${method}`, options, schema.options.shape);
  const { data, error } = schema.options.safeParse(options);
  if (error) {
    const [{ path, message }] = error.issues;
    throw new RangeError(`train, ${method}: '${path.join(".")}': ${message}`);
  }
  const read = checkRows(schema.row, rows);
  // One schema a method: what it has checked is that method's.
  return { method: online ? "online" : method, reward, rows: read, options: data } as TinyJob;
}

async function* run(
  from: string,
  job: TinyJob,
  folder: string,
): AsyncGenerator<TrainingEvent, string> {
  const { lora, goOn, precision: dtype, saveEvery, batchSize } = job.options;
  const bytes = readFileSync(from);
  const { header: { tokenizer, config } } = await readCheckpoint(bytes);
  if (!tokenizer) throw new RangeError(`${from}: the checkpoint has no tokenizer`);
  const { largest, events } = tinySteps(job, new Tokenizer(tokenizer), config.context);
  const threads = process.env.TRACELAB_THREADS ? Number(process.env.TRACELAB_THREADS) : undefined;
  const batchTokens = Math.max(8192, batchSize * largest);
  await using lm = await TinyLM.load(bytes, { threads, batchTokens });
  if (lora) lm.attachLora(lora);
  if (goOn) restoreOptimizer(lm, readFileSync(optimizerOf(from)));
  for await (const event of events(lm)) {
    if (!saveEvery || (event.step % saveEvery && event.step < event.steps)) {
      yield event;
      continue;
    }
    const model = `step-${event.step}.tiny`;
    await using merged = lora ? await lm.cloneMerged() : undefined;
    writeWhole(join(folder, model), (merged ?? lm).save({ dtype }));
    yield { ...event, model };
  }
  if (lora) lm.mergeLora();
  writeWhole(join(folder, "model.tiny"), lm.save({ dtype }));
  if (dtype === "f32") writeWhole(join(folder, "optimizer.bin"), saveOptimizer(lm));
  return "model.tiny";
}
