/** A job's events as those of a training. */
import { z } from "zod";
import { TrainingEvent } from "../trainingEvent.ts";
import type { Job, JobEvent } from "./hostedApi.ts";

const Metrics = z.object({
  step: z.number().int(),
  train_loss: z.number(),
  total_steps: z.number().int().nullish(),
  train_mean_token_accuracy: z.number().nullish(),
  /** Of a batch of the held-out rows; of all of them at the end of an epoch. */
  valid_loss: z.number().nullish(),
  full_valid_loss: z.number().nullish(),
});

/** A step's event; undefined for an event that has no loss. */
export function metricsOf(event: JobEvent, job: Job, rows: number): TrainingEvent | undefined {
  const { success, data } = Metrics.safeParse(event.data);
  if (!success) return undefined;
  const heldOutLoss = data.full_valid_loss ?? data.valid_loss ?? undefined;
  const tokenAccuracy = data.train_mean_token_accuracy ?? undefined;
  return TrainingEvent.parse({
    step: data.step,
    steps: Math.max(data.step, data.total_steps ?? saidSteps(event) ?? stepsOf(job, rows)),
    loss: data.train_loss,
    ...heldOutLoss !== undefined && { heldOutLoss },
    ...tokenAccuracy !== undefined && { tokenAccuracy },
  });
}

/** `Step 10/300: training loss=0.41` */
function saidSteps({ message }: JobEvent): number | undefined {
  const [, steps] = message?.match(/\bstep \d+ *(?:\/|of) *(\d+)/i) ?? [];
  return steps === undefined ? undefined : Number(steps);
}

/** As many as the epochs have, where the server tells what it chose. */
function stepsOf({ hyperparameters, method }: Job, rows: number): number {
  const own = method?.supervised?.hyperparameters ?? method?.dpo?.hyperparameters ??
    hyperparameters;
  const steps = Number(own?.n_epochs) * Math.ceil(rows / Number(own?.batch_size));
  return Number.isFinite(steps) ? steps : 0;
}
