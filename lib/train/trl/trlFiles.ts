/**
 * The folder of a training with `trl`: all that it reads, so that the same training runs wherever the
 * folder is copied to: by `train` here, by `accelerate` on several GPUs, by Slurm.
 */
import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { jsonLines, writeWhole } from "../../base/mod.ts";
import { requirements } from "./packages.ts";

/** What `recipe.json` says: options, and where the weights are. */
export interface TrlFiles {
  recipe: Readonly<Record<string, unknown>> & { cpu: boolean; processes: number };
  rows: readonly unknown[];
  /** Pairs that are judged and not trained on. */
  heldOut?: readonly unknown[];
}

const scripts = ["train.py", "answer_head.py", "lora_to_gguf.py", "unsloth_recipe.py"];

/** Writes the files of a training into its folder. */
export function writeTrlFiles(folder: string, { recipe, rows, heldOut }: TrlFiles): void {
  mkdirSync(folder, { recursive: true });
  const write = (name: string, content: string) => writeWhole(join(folder, name), content);
  for (const name of scripts) write(name, readFileSync(join(import.meta.dirname!, name), "utf8"));
  write("recipe.json", JSON.stringify(recipe, null, 2) + "\n");
  write("rows.jsonl", jsonLines(rows));
  if (heldOut) write("heldOut.jsonl", jsonLines(heldOut));
  write("requirements.txt", requirements);
  write("accelerate.yaml", accelerate(recipe));
  write("train.sbatch", sbatch(recipe));
}

/** With one process it is told nothing of others: `--multi_gpu --num_processes 4` on the command line. */
const accelerate = ({ cpu, processes }: TrlFiles["recipe"]) =>
  `# accelerate launch \
--config_file accelerate.yaml train.py recipe.json
compute_environment: LOCAL_MACHINE
distributed_type: ${processes > 1 ? "MULTI_GPU" : "'NO'"}
use_cpu: ${cpu}
num_machines: 1
num_processes: ${processes}
machine_rank: 0
mixed_precision: 'no'
main_training_function: main
`;

const sbatch = ({ cpu, processes }: TrlFiles["recipe"]) =>
  `#!/bin/bash
# Slurm: \`sbatch train.sbatch\` in this folder, with an environment that has requirements.txt.
# Without Slurm, the same on this machine: \`PROCESSES=2 bash train.sbatch\`.
# Ended by its time or by another job it is queued again, and goes on from its last checkpoint.
#SBATCH --job-name=tracelab-train
#SBATCH --nodes=1
#SBATCH --ntasks-per-node=1
${cpu ? "" : "#SBATCH --gpus-per-node=2\n"}#SBATCH --cpus-per-task=${cpu ? processes : 8}
#SBATCH --time=12:00:00
#SBATCH --requeue
#SBATCH --open-mode=append
set -euo pipefail
cd "\${SLURM_SUBMIT_DIR:-$(dirname "$0")}"
export NODES="\${SLURM_NNODES:-1}" HEAD=localhost PYTHON="\${PYTHON:-python}"
# Processes of one node: its GPUs, or as many as PROCESSES says.
export TOTAL="$((NODES * \${PROCESSES:-\${SLURM_GPUS_ON_NODE:-${processes}}}))"
if [ -n "\${SLURM_JOB_NODELIST:-}" ]; then
  HEAD="$(scontrol show hostnames "$SLURM_JOB_NODELIST" | head -n 1)"
fi
launch='args=(--num_machines "$NODES" --num_processes "$TOTAL" --machine_rank "\${SLURM_NODEID:-0}"
  --main_process_ip "$HEAD" --main_process_port "\${PORT:-29500}")
if [ "$TOTAL" -gt 1 ]; then args+=(--multi_gpu); fi
exec "$PYTHON" -B -m accelerate.commands.launch --config_file accelerate.yaml "\${args[@]}" train.py recipe.json'
if [ -n "\${SLURM_JOB_ID:-}" ]; then srun bash -c "$launch"; else bash -c "$launch"; fi
`;
