import type { RenderedCall } from "./prompts/renderCall.ts";
import type { Request } from "./request.ts";

/** A request ready to be asked, and its samples' common key. */
export interface Prepared {
  request: Request;
  call: RenderedCall;
  key: string;
}

export interface Job {
  prepared: Prepared;
  sample: number;
}

/** What other libraries call them. Any other name is the asker's own: its reply brings it back. */
const theirs: Record<string, string> = {
  n: "samples",
  num_samples: "samples",
  num_return_sequences: "samples",
  max_tokens: "maxTokens",
  max_new_tokens: "maxTokens",
  top_p: "topP",
  do_sample: "temperature",
};

/**
 * A request's samples, one job each.
 *
 * @throws {RangeError} for a number of samples that is none
 */
export async function* jobs(
  requests: Iterable<Request> | AsyncIterable<Request>,
  prepare: (request: Request) => Prepared,
): AsyncGenerator<Job> {
  for await (const request of requests) {
    if (request?.intent === undefined) {
      throw new RangeError("a request has an intent: solve(task), or { intent: { kind, … } }");
    }
    for (const [name, ours] of Object.entries(theirs)) {
      if (Object.hasOwn(request, name)) {
        throw new RangeError(`a request's '${name}' is written ${ours}`);
      }
    }
    const { samples = 1 } = request;
    if (!(Number.isInteger(samples) && samples >= 0)) {
      throw new RangeError(`'samples' must be a non-negative integer: ${samples}`);
    }
    const prepared = prepare(request);
    for (let sample = 0; sample < samples; sample++) yield { prepared, sample };
  }
}
