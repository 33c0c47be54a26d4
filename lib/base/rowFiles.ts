import { readdirSync, realpathSync, statSync } from "node:fs";
import { join } from "node:path";
import { grouped } from "./grouped.ts";
import { TaskSetError } from "./taskSetError.ts";

/** Files of a folder are of one of these kinds. */
const kinds = [/\.parquet$/i, /\.jsonl$/i, /\.jsonl\.gz$/i];
/** Only where there is no other: beside them it may be about the rows. */
const json = /\.json(?:\.gz)?$/i;
const ofRows = (name: string) => [...kinds, json].some((kind) => kind.test(name));

/**
 * A file itself, or the files of a folder of shards (`train-00000-of-00005.parquet`…), in the order of
 * their names. Links are followed, as a hub's cache has them, and a file that is there twice is read once.
 *
 * @throws {TaskSetError} where there is no such file, none of rows in the folder, or more than one set of
 *   them: files of two kinds, two snapshots of a hub's cache, or some of the shards alone
 *
 * @example
 * ```ts ignore
 * rowFiles("data/cache/ArXivDLInstruct"); // its .parquet, .jsonl, .jsonl.gz or .json files
 * ```
 */
export function rowFiles(path: string): string[] {
  const info = statSync(path, { throwIfNoEntry: false });
  if (!info) throw new TaskSetError(`no file ${path}`);
  if (!info.isDirectory()) return [path];
  const inside = filesIn(path);
  const found = kinds.map((kind) => inside.filter((name) => kind.test(name)));
  const [files = inside.filter((name) => json.test(name)), other] = found.filter((some) =>
    some.length
  );
  if (!files.length) {
    throw new TaskSetError(`${path}: a folder without .parquet, .jsonl, .jsonl.gz or .json files`);
  }
  if (other) {
    throw new TaskSetError(
      `${path}: files of two kinds (${files[0]}, ${
        other[0]
      }): name a file, or a folder of one kind`,
    );
  }
  refuseSnapshots(path, files);
  refuseShards(path, files);
  return files.map((name) => join(path, name));
}

/** The files of rows below a folder, each once, in the order of their names. */
function filesIn(path: string): string[] {
  const seen = new Set<string>([realpathSync(path)]), found: string[] = [];
  const walk = (folder: string) => {
    for (const name of readdirSync(join(path, folder)).sort()) {
      const inside = join(folder, name), at = join(path, inside);
      const info = statSync(at, { throwIfNoEntry: false });
      if (!info || name.startsWith(".")) continue; // a link to nothing; hidden
      if (!info.isDirectory() && !ofRows(name)) continue;
      const real = realpathSync(at);
      if (seen.has(real)) continue;
      seen.add(real);
      if (info.isDirectory()) walk(inside);
      else found.push(inside);
    }
  };
  walk("");
  return found;
}

/** `snapshots/COMMIT/…` of a hub's cache: the same rows, of two days. */
function refuseSnapshots(path: string, files: string[]): void {
  const commits = [
    ...new Set(files.flatMap((name) => name.match(/snapshots\/([^/]+)/)?.[1] ?? [])),
  ];
  if (commits.length < 2) return;
  const [one] = files[0].split(commits[0]);
  throw new TaskSetError(
    `${path}: ${commits.length} snapshots: name one, for instance ${
      join(path, one, commits.at(-1)!)
    }`,
  );
}

function refuseShards(path: string, files: string[]): void {
  const shards = files.flatMap((name) => {
    const [, set, , all] = name.match(/^(.*)-(\d{5})-of-(\d{5})\b/) ?? [];
    return all ? [{ set: `${set}-of-${all}`, all: Number(all) }] : [];
  });
  for (const own of grouped(shards, ({ set }) => set).values()) {
    if (own.length === own[0].all) continue;
    throw new TaskSetError(
      `${path}: ${own.length} of ${
        own[0].all
      } shards are here: get the others, or name a file to read it alone`,
    );
  }
}
