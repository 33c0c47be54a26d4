/**
 * `onnxWorker.ts SETTINGS`: an encoder in ONNX form through `@huggingface/transformers`, in a process of
 * its own. Deno fetches the package at the first use, by the hashes of `transformers.lock.json`, into its
 * own cache (about 500 MB: the runtime of every platform); the lab itself does not depend on it.
 */
import { basename, dirname } from "node:path";
import process from "node:process";
import { answerLines } from "./answerLines.ts";
import { tokenTexts } from "./tokenTexts.ts";

/** The part of the package that is used here. */
interface Transformers {
  env: { allowRemoteModels: boolean; localModelPath: string };
  AutoTokenizer: {
    from_pretrained(name: string): Promise<{
      encode(text: string): number[];
      decode(ids: number[], options: Record<string, boolean>): string;
    }>;
  };
  AutoModel: {
    from_pretrained(name: string, options: Record<string, unknown>): Promise<
      ((inputs: Record<string, unknown>) => Promise<Record<string, States>>) & {
        config: { pad_token_id?: number };
      }
    >;
  };
  Tensor: new (type: string, data: BigInt64Array, dims: number[]) => unknown;
}
interface States {
  dims: number[];
  data: Float32Array;
}

const { folder, layer: own } = JSON.parse(process.argv[2]) as { folder: string; layer: number };

await answerLines(async () => {
  const name = "npm:@huggingface/transformers@4.3.1";
  const { env, AutoTokenizer, AutoModel, Tensor } = await import(name) as Transformers;
  env.allowRemoteModels = false;
  env.localModelPath = dirname(folder);
  const tokenizer = await AutoTokenizer.from_pretrained(basename(folder));
  const model = await AutoModel.from_pretrained(basename(folder), {
    dtype: "fp32",
    device: "cpu",
  });
  const special = new Set(tokenizer.encode(""));
  const decode = (ids: number[]) =>
    tokenizer.decode(ids, { skip_special_tokens: false, clean_up_tokenization_spaces: false });
  const pad = BigInt(model.config.pad_token_id ?? 0);
  return {
    tokens(text) {
      const ids = tokenizer.encode(text);
      const texts = tokenTexts(ids, decode);
      return ids.map((id, i) =>
        special.has(id) ? { id, text: "", special: true } : { id, text: texts[i] }
      );
    },
    async vectors(sequences, layer = own) {
      const longest = Math.max(...sequences.map(({ length }) => length)),
        dims = [
          sequences.length,
          longest,
        ];
      const ids = new BigInt64Array(sequences.length * longest).fill(pad);
      const mask = new BigInt64Array(ids.length);
      for (const [row, sequence] of sequences.entries()) {
        for (const [i, id] of sequence.entries()) {
          ids[row * longest + i] = BigInt(id);
          mask[row * longest + i] = 1n;
        }
      }
      const found = await model({
        input_ids: new Tensor("int64", ids, dims),
        attention_mask: new Tensor("int64", mask, dims),
      });
      const states = found[`layer_${layer}`];
      const width = states.dims[2];
      return {
        width,
        values: sequences.map(({ length }, row) => {
          const from = row * longest * width;
          return states.data.slice(from, from + length * width);
        }),
      };
    },
  };
});
