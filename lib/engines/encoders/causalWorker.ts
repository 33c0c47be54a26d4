/**
 * `causalWorker.ts SETTINGS`: the hidden states that a language model has of each token, after its last
 * layer and norm, through llama.cpp (pooling none). Each token has seen only those before it, so that what
 * a sequence shares with the one before is not computed again. The addon gives the state of a batch's last
 * token alone: it is asked token by token, at the speed of writing.
 */
import process from "node:process";
import { loadAddon } from "../llama/addon.ts";
import { answerLines } from "./answerLines.ts";
import { tokenTexts } from "./tokenTexts.ts";

export interface CausalSettings {
  engine: string;
  model: string;
  window: number;
  threads?: number;
}

const settings = JSON.parse(process.argv[2]) as CausalSettings;

await answerLines(async () => {
  const { engine, model: file, window, threads } = settings;
  const addon = await loadAddon(engine, (level, message) => {
    if (level <= 3) process.stderr.write(message);
  });
  const model = new addon.AddonModel(file, { addonExports: addon, gpuLayers: 0, useMmap: true });
  if (!await model.init()) throw new Error(`llama.cpp cannot load ${file}`);
  const context = new addon.AddonContext(model, {
    contextSize: window,
    batchSize: 1,
    sequences: 1,
    embeddings: true,
    flashAttention: false,
    ...(threads ? { threads } : {}),
  });
  if (!await context.init()) throw new Error(`no memory for ${window} tokens`);
  const width = model.getEmbeddingVectorSize();
  const decode = (ids: number[]) => model.detokenize(Uint32Array.from(ids), false);

  let held: number[] = [], states: Float32Array[] = [];

  async function read(ids: number[]): Promise<void> {
    let shared = 0;
    while (shared < Math.min(held.length, ids.length) && held[shared] === ids[shared]) shared++;
    if (!shared || !context.removeTokenCellsFromSequence(0, shared, -1)) {
      context.disposeSequence(0);
      shared = 0;
    }
    [held, states] = [held.slice(0, shared), states.slice(0, shared)];
    for (const id of ids.slice(shared)) {
      context.initBatch(1);
      context.addToBatch(0, held.length, Uint32Array.of(id), Uint32Array.of(0));
      await context.decodeBatch();
      states.push(Float32Array.from(context.getEmbedding(1)));
      held.push(id);
    }
  }

  return {
    tokens(text) {
      // Marks of the model's own that a program happens to have are plain text.
      const ids = [...model.tokenize(text, false)];
      const tokens = tokenTexts(ids, decode).map((text, i) => ({ id: ids[i], text }));
      return model.shouldPrependBosToken()
        ? [{ id: model.tokenBos(), text: "", special: true }, ...tokens]
        : tokens;
    },
    async vectors(sequences) {
      const values: Float32Array[] = [];
      for (const ids of sequences) {
        await read(ids);
        values.push(Float32Array.from(states.flatMap((state) => [...state])));
      }
      return { width, values };
    },
  };
});
