import { createReadStream } from "node:fs";
import { writeFile } from "node:fs/promises";
import type OpenAI from "openai";
import { chatAnswer, rawAnswer } from "./answerOf.ts";
import { bodyOf } from "./bodyOf.ts";
import type { BatchEngine, BatchState } from "../../models/mod.ts";
import { withoutSecrets } from "./serverEngine.ts";
import { serverError } from "./serverError.ts";
import type { Server } from "./serverOf.ts";

/** Batches at a server: files go up and come down, and answers are read like those of single calls. */
export function serverBatch(open: () => OpenAI, server: Server): BatchEngine {
  const guarded = async <T>(work: (sdk: OpenAI) => Promise<T>): Promise<T> => {
    try {
      return await work(open());
    } catch (error) {
      throw serverError(error, server);
    }
  };
  return {
    line: (call) => ({
      url: call.prompt.messages ? "/v1/chat/completions" : "/v1/completions",
      body: bodyOf(call, server),
    }),
    answer({ prompt }, body) {
      const answer = prompt.messages
        ? chatAnswer(body as OpenAI.ChatCompletion)
        : rawAnswer(body as OpenAI.Completion);
      return withoutSecrets(answer, server);
    },
    secrets: server.secrets,
    submit: (file) =>
      guarded(async (sdk) => {
        const input = await sdk.files.create({ file: createReadStream(file), purpose: "batch" });
        return stateOf(
          await sdk.batches.create({
            input_file_id: input.id,
            endpoint: await endpointOf(file),
            completion_window: "24h",
          }),
        );
      }),
    poll: (id) => guarded(async (sdk) => stateOf(await sdk.batches.retrieve(id))),
    fetch: (id, file) =>
      guarded(async (sdk) => {
        const { output_file_id, error_file_id } = await sdk.batches.retrieve(id);
        const texts: string[] = [];
        for (const each of [output_file_id, error_file_id]) {
          if (each) texts.push((await (await sdk.files.content(each)).text()).trimEnd());
        }
        await writeFile(file, texts.join("\n") + "\n");
      }),
  };
}

/** All lines of a batch go to one endpoint, which its first line names. */
async function endpointOf(file: string): Promise<"/v1/chat/completions" | "/v1/completions"> {
  const start = createReadStream(file, { end: 1 << 20 });
  let text = "";
  for await (const chunk of start) text += chunk;
  return text.split("\n", 1)[0].includes('"url":"/v1/completions"')
    ? "/v1/completions"
    : "/v1/chat/completions";
}

const stateOf = ({ id, status, request_counts: counts }: OpenAI.Batch): BatchState => ({
  id,
  status,
  total: counts?.total ?? 0,
  completed: counts?.completed ?? 0,
  failed: counts?.failed ?? 0,
});
