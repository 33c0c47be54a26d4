/**
 * ArXivDLInstruct is published as Parquet; its rows are fetched page by page from the publisher's row
 * service into one `.jsonl` file. A cut download goes on at the row where it stopped, and a revision
 * that changed in between is refused.
 */
import { existsSync } from "node:fs";
import { appendFile, mkdir, readFile, rename, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import process from "node:process";
import { cacheFolder, claimPart, fetchOnce, readLines, TaskSetError } from "../../base/mod.ts";
import { dataFile } from "./findSet.ts";

/** A folder holds the publisher's Parquet shards. */
const names = [
  "arxivdl.parquet",
  "ArXivDLInstruct.parquet",
  "ArXivDLInstruct",
  "arxivdl.jsonl.gz",
  "arxivdl.jsonl",
  "ArXivDLInstruct.jsonl.gz",
];
const service = "https://datasets-server.huggingface.co/rows";
const dataset = "AlgorithmicResearchGroup/ArXivDLInstruct";
/** The most that the service gives at a time. */
const page = 100;

interface Page {
  rows: { row: unknown }[];
  num_rows_total: number;
}

/** The path of the set's rows, fetched when nothing is there. */
export async function findArxivdl(url: string = service): Promise<string> {
  const found = dataFile(names);
  if (found) return found;
  const path = join(cacheFolder(), "arxivdl.jsonl");
  await fetchOnce(path, () => fetchPages(path, url));
  return path;
}

/** Whole rows in a partial file, whose torn last line is cut off. */
async function rowsIn(part: string): Promise<number> {
  if (!existsSync(part)) return 0;
  let rows = 0, bytes = 0;
  for await (const line of readLines(part)) {
    try {
      JSON.parse(line);
    } catch {
      break;
    }
    rows++;
    bytes += new TextEncoder().encode(line).length + 1;
  }
  await truncate(part, bytes);
  return rows;
}

async function fetchPages(path: string, url: string) {
  await mkdir(cacheFolder(), { recursive: true });
  const part = claimPart(path), revisionFile = `${path}.revision`;
  let done = await rowsIn(part);
  for (let total = Infinity; done < total;) {
    const query = new URLSearchParams({
      dataset,
      config: "default",
      split: "train",
      offset: String(done),
      length: String(page),
    });
    let body: Page, revision: string;
    try {
      const response = await fetch(`${url}?${query}`);
      if (!response.ok) throw new Error(`HTTP ${response.status}`);
      revision = response.headers.get("x-revision") ?? "unknown";
      body = await response.json();
    } catch (error) {
      throw new TaskSetError(
        `cannot download ${dataset} at row ${done} (${(error as Error).message}): ` +
          `put the .parquet files of https://huggingface.co/datasets/${dataset} into ${
            join(cacheFolder(), "ArXivDLInstruct")
          }`,
      );
    }
    const known = existsSync(revisionFile) ? await readFile(revisionFile, "utf8") : revision;
    if (known !== revision) {
      throw new TaskSetError(`${dataset} has changed: revision ${revision}, expected ${known}`);
    }
    await writeFile(revisionFile, revision);
    total = body.num_rows_total;
    if (body.rows.length === 0) {
      throw new TaskSetError(`${dataset}: no rows at ${done} of ${total}`);
    }
    await appendFile(part, body.rows.map(({ row }) => JSON.stringify(row) + "\n").join(""));
    done += body.rows.length;
    if (process.stderr.isTTY) process.stderr.write(`\r${dataset}: ${done} of ${total} rows `);
  }
  await rename(part, path);
}
