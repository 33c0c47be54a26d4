/** `stubJudge.ts URL`: a queue's worker that passes everything unread; what is measured with it is the way. */
import { Worker } from "bullmq";
import { judgeHash, Verdict } from "../sandbox/mod.ts";
import { keepAnswers } from "../sandbox/queue/answers.ts";
import { connect, newsOf, PREFIX } from "../sandbox/queue/connect.ts";
import { open, queueKey } from "../sandbox/queue/letter.ts";
import { HEARTBEAT, join } from "../sandbox/queue/workers.ts";
import { Work } from "../sandbox/queue/work.ts";

const name = "programs", key = queueKey(), redis = await connect(Deno.args[0]);
const calibration = {
  ...{ judge: judgeHash("python"), engine: "native" as const, python: "none", profile: "plain" },
  probes: "",
};
const card = { calibration, protection: "none: nothing runs" };
await join(redis, key, name, card);
setInterval(() => join(redis, key, name, card), HEARTBEAT);
const verdict = Verdict.parse(
  { status: "passed", guarantee: "apart", engine: "native", cpuMs: 1, wallMs: 1 },
);
const worker = new Worker(name, async (job) => {
  const { programs } = open(key, `job ${job.id}`, job.data, Work);
  const verdicts = new Map(programs.map(({ id }) => [id, verdict]));
  await keepAnswers({ redis, key, name, calibration }, job.id!, verdicts);
}, { connection: redis, prefix: PREFIX, concurrency: 8 });
worker.on("completed", (job) => void redis.publish(newsOf(name), job.id!));
console.log("passing everything");
