import { refuseUnknown } from "../../base/mod.ts";
import { judgeHash } from "../judgeHash.ts";
import type { Sandbox, SandboxOptions } from "../sandbox.ts";
import { connect, shownUrl } from "./connect.ts";
import { queueKey } from "./letter.ts";
import type { QueueOptions } from "./queueOptions.ts";
import { QueueSandbox } from "./queueSandbox.ts";
import { GONE, readCard } from "./workers.ts";
import type { WorkerCard } from "./work.ts";

const known = { url: true, name: true, priority: true } satisfies Record<keyof QueueOptions, true>;

/**
 * The sandbox of a queue's workers.
 *
 * @throws {Error} no key, no Redis, no worker, or workers that are not what is asked for, each in a line
 */
export async function openQueue(options: SandboxOptions): Promise<Sandbox> {
  const { queue, engine = "auto", profile = "plain" } = options;
  const asked = typeof queue === "string" ? { url: queue } : queue!;
  refuseUnknown("queue", asked, known);
  const { url, name = "programs", priority } = asked;
  if (options.python !== undefined) {
    throw new Error("a queue's workers have a Python of their own: deno task worker … --python");
  }
  const key = queueKey();
  const redis = await connect(url);
  try {
    const where = `${shownUrl(url)}, queue ${name}`;
    const card = await present(() => readCard(redis, key, name), where);
    const { calibration } = card;
    const own = judgeHash("python");
    const wrong = [
      engine !== "auto" && calibration.engine !== engine &&
      `engine ${calibration.engine}, not ${engine}`,
      calibration.profile !== profile && `profile ${calibration.profile}, not ${profile}`,
      calibration.judge !== own &&
      `the judge ${calibration.judge}, not ${own}: another version of the lab`,
    ].filter(Boolean);
    if (wrong.length) throw new Error(`the workers at ${where} have ${wrong.join("; ")}`);
    return await QueueSandbox.start({ redis, key, name, priority, card, where, ...options });
  } catch (error) {
    redis.disconnect();
    throw error;
  }
}

/** The workers' card; waits as long as one that went away for a moment needs to be back. */
async function present(
  read: () => Promise<WorkerCard | undefined>,
  where: string,
): Promise<WorkerCard> {
  for (const end = Date.now() + GONE; Date.now() < end;) {
    const card = await read();
    if (card) return card;
    await new Promise((done) => setTimeout(done, 250));
  }
  throw new Error(`no worker at ${where}: start one with deno task worker`);
}
