/** The batch script of a job for Slurm. */
import { jobFiles } from "./job.ts";

/** Most tasks that an array has: Slurm's `MaxArraySize` is 1001 where nobody set it. */
export const mostTasks = 1000;

/** A word of the shell, whatever it holds. */
export const quoted = (word: string): string =>
  /^[\w./:=@%+,-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;

/**
 * An array of tasks, each of which judges a shard, or every thousandth where there are more. What is done
 * is not judged again, so that the same script is submitted again for what is missing.
 *
 * @param options.atOnce tasks at a time (`%M` of Slurm)
 * @param options.seconds what a shard should take; a task may take three times as long, and ten minutes
 *
 * @example
 * ```ts
 * import { arrayScript } from "./arrayScript.ts";
 * arrayScript("/shared/job", { shards: 16, atOnce: 8, lanes: 1, seconds: 600 }); // "#!/bin/sh\n…"
 * ```
 */
export function arrayScript(
  folder: string,
  { shards, atOnce, lanes, seconds }: {
    shards: number;
    atOnce: number;
    lanes: number;
    seconds: number;
  },
): string {
  const { manifest, logs } = jobFiles(folder);
  const tasks = Math.min(shards, mostTasks), rounds = Math.ceil(shards / tasks);
  const minutes = 10 + Math.ceil(3 * rounds * seconds / 60);
  // Slurm reads % in the name of a log.
  const log = `${logs.replaceAll("%", "%%")}/%a.log`;
  return `#!/bin/sh
# ${shards} shards; submitted again, it judges what is missing. Partition, account, memory: sbatch --partition=…
#SBATCH --job-name=score
#SBATCH --array=1-${tasks}%${Math.min(atOnce, tasks)}
#SBATCH --cpus-per-task=${lanes}
#SBATCH --time=${minutes}
#SBATCH --output="${log}"
#SBATCH --open-mode=append
#SBATCH --requeue
failed=0
shard=$SLURM_ARRAY_TASK_ID
while [ "$shard" -le ${shards} ]; do
  sh -c "$(sed -n "\${shard}p" ${quoted(manifest)})" || failed=1
  shard=$((shard + ${tasks}))
done
exit $failed
`;
}
