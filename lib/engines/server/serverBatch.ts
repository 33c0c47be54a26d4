import { createReadStream } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { basename } from "node:path";
import { chatAnswer, rawAnswer, type Said } from "./answerOf.ts";
import { bodyOf } from "./bodyOf.ts";
import type { BatchEngine, BatchState } from "../../models/mod.ts";
import type { Client } from "./client.ts";
import { serverError } from "./serverError.ts";
import type { Server } from "./serverOf.ts";
import { withoutSecrets } from "./withoutSecrets.ts";

/** Batches at a server: files go up and come down, and answers are read like those of single calls. */
export function serverBatch(open: () => Client, server: Server): BatchEngine {
  const guarded = async <T>(work: (client: Client) => Promise<T>): Promise<T> => {
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
      const answer = prompt.messages ? chatAnswer(body as Said) : rawAnswer(body as Said);
      return withoutSecrets(answer, server);
    },
    secrets: server.secrets,
    submit: (file) =>
      guarded(async (client) => {
        const form = new FormData();
        form.set("purpose", "batch");
        form.set("file", new Blob([await readFile(file)]), basename(file));
        const input = await client.json("/files", form) as { id: string };
        return stateOf(
          await client.json("/batches", {
            input_file_id: input.id,
            endpoint: await endpointOf(file),
            completion_window: "24h",
          }) as Batch,
        );
      }),
    poll: (id) => guarded(async (client) => stateOf(await batchAt(client, id))),
    fetch: (id, file) =>
      guarded(async (client) => {
        const { output_file_id, error_file_id } = await batchAt(client, id);
        const texts: string[] = [];
        for (const each of [output_file_id, error_file_id]) {
          if (!each) continue;
          texts.push((await client.text(`/files/${encodeURIComponent(each)}/content`)).trimEnd());
        }
        await writeFile(file, texts.join("\n") + "\n");
      }),
  };
}

/** A batch as the server tells of it. */
interface Batch {
  id: string;
  status: string;
  request_counts?: { total: number; completed: number; failed: number };
  output_file_id?: string | null;
  error_file_id?: string | null;
}

const batchAt = async (client: Client, id: string) =>
  await client.json(`/batches/${encodeURIComponent(id)}`) as Batch;

/** All lines of a batch go to one endpoint, which its first line names. */
async function endpointOf(file: string): Promise<"/v1/chat/completions" | "/v1/completions"> {
  const start = createReadStream(file, { end: 1 << 20 });
  let text = "";
  for await (const chunk of start) text += chunk;
  return text.split("\n", 1)[0].includes('"url":"/v1/completions"')
    ? "/v1/completions"
    : "/v1/chat/completions";
}

const stateOf = ({ id, status, request_counts: counts }: Batch): BatchState => ({
  id,
  status,
  total: counts?.total ?? 0,
  completed: counts?.completed ?? 0,
  failed: counts?.failed ?? 0,
});
