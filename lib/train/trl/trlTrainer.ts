/** Real models, through Hugging Face's `trl` in a Python process: LoRA adapters, supervised or by preference. */
import { createHash } from "node:crypto";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { isAlive, refuseUnknown } from "../../base/mod.ts";
import type { Asked, Trainer } from "../trainer.ts";
import { TrainingEvent } from "../trainingEvent.ts";
import { runPython } from "./runPython.ts";
import { trainPython } from "./trainPython.ts";
import { type TrlBase, trlBase } from "./trlBase.ts";
import { writeTrlFiles } from "./trlFiles.ts";
import { type TrlMethod, trlMethods, type TrlRecipe } from "./trlRecipe.ts";
import { checkTrlRows } from "./trlRows.ts";

const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");

/** What it makes: llama.cpp's form of the adapter, with PEFT's beside it. */
const made = "adapter.gguf";

/**
 * The same inputs give the same bytes on the same machine with as many threads: killed and started
 * again, too. Versions of the packages that trained are in the folder (`environment.json`).
 */
export const trlTrainer: Trainer = {
  name: "trl",
  version: "2",
  prepare(uri, asked) {
    const { method, rows, options, heldOut } = checked(asked);
    const base = trlBase(uri);
    const { checkpointEvery, python, gguf, lora, epochs, ...others } = options;
    if (base.adapter && lora) {
      throw new RangeError(`'lora': the adapter of ${base.adapter.folder} has its own`);
    }
    const perStep = others.microBatch * others.processes;
    if (others.batchSize % perStep) {
      throw new RangeError(
        `'batchSize' must be a multiple of ${perStep} (microBatch × processes): ${others.batchSize}`,
      );
    }
    const recipe: TrlRecipe = {
      method,
      ...others,
      epochs: epochs ?? (method === "sft" ? 3 : 1),
      ...(!base.adapter && { lora: { rank: 16, alpha: 16, dropout: 0, ...lora } }),
    };
    return {
      rows,
      inputs: {
        ...recipe,
        base: base.sha256,
        adapter: base.adapter?.sha256,
        ...heldOut && { heldOut: sha256(JSON.stringify(heldOut)) },
      },
      run(folder) {
        const stop = new AbortController();
        const all = { ...recipe, saveEvery: checkpointEvery };
        const going = run(base, all, { rows, heldOut }, { folder, python, stop: stop.signal });
        const end = going.return;
        // A generator returns after its step, which may take minutes here.
        going.return = (value) => {
          stop.abort();
          return end.call(going, value);
        };
        return going;
      },
      uri: (folder, name) =>
        `${gguf === undefined ? base.uri : `gguf:${gguf}`}?adapter=${join(folder, name)}`,
    };
  },
};

/** Method, rows and options as the schemas have them. */
function checked({ method, rows, reward, ...options }: Asked) {
  if (!Object.hasOwn(trlMethods, method)) {
    const known = Object.keys(trlMethods).join(", ");
    throw new RangeError(`'method' must be one of ${known} for a real model: ${method}`);
  }
  if (reward !== undefined) {
    throw new RangeError(`the method ${method} takes no function of rewards ('reward')`);
  }
  const known = method as TrlMethod, schema = trlMethods[known];
  refuseUnknown(`train, ${method}`, options, schema.shape);
  const { data, error } = schema.safeParse(options);
  if (error) {
    const [{ path, message }] = error.issues;
    throw new RangeError(`train, ${method}: '${path.join(".")}': ${message}`);
  }
  const { heldOut, ...others } = data as typeof data & { heldOut?: unknown[] };
  return {
    method: known,
    rows: checkTrlRows(known, rows),
    options: others,
    heldOut: heldOut && checkTrlRows(known, heldOut),
  };
}

async function* run(
  base: TrlBase,
  recipe: TrlRecipe & { saveEvery: number },
  { rows, heldOut }: { rows: readonly unknown[]; heldOut?: readonly unknown[] },
  { folder, python: named, stop }: { folder: string; python?: string; stop: AbortSignal },
): AsyncGenerator<TrainingEvent, string> {
  const python = trainPython(named);
  using _ = onlyHere(folder);
  const path = await base.path();
  const told = { ...recipe, base: path, adapter: base.adapter?.folder };
  writeTrlFiles(folder, { recipe: told, rows, heldOut });
  const launch = recipe.processes > 1
    ? ["-m", "accelerate.commands.launch", "--config_file", "accelerate.yaml"]
    : [];
  const args = ["-B", ...launch, "train.py", "recipe.json"];
  try {
    // The last step is said twice where pairs are held out: the second time with their order.
    let last: TrainingEvent | undefined;
    for await (const said of runPython(python, args, folder, stop)) {
      const event = TrainingEvent.parse(said);
      if (!heldOut || event.step < event.steps) yield event;
      else last = event;
    }
    if (last) yield last;
  } catch (error) {
    throw new Error(`${base.uri} with trl: ${(error as Error).message}`);
  }
  return made;
}

/** Two that train in one folder would write over each other's checkpoints. */
function onlyHere(folder: string): Disposable {
  const file = join(folder, "pid");
  const other = existsSync(file) ? Number(readFileSync(file, "utf8")) : undefined;
  if (other && other !== process.pid && isAlive(other)) {
    throw new Error(
      `process ${other} trains in ${folder}: wait for it, or remove ${file} if it does not`,
    );
  }
  writeFileSync(file, `${process.pid}`);
  return { [Symbol.dispose]: () => rmSync(file, { force: true }) };
}
