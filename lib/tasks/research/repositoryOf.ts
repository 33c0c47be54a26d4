/**
 * A repository by one name, however it is written: GitHub's names do not tell capital letters apart,
 * and an address may stand for the name. Undefined where none is named.
 *
 * @example
 * ```ts
 * import { repositoryOf } from "tracelab/tasks";
 * repositoryOf("https://github.com/Owner/Name.git"); // "owner/name"
 * ```
 */
export function repositoryOf(text: string | undefined): string | undefined {
  const name = (text ?? "").trim().toLowerCase()
    .replace(/^(?:git\+)?(?:https?|ssh|git):\/\/(?:[^/@]+@)?/, "").replace(/^git@/, "")
    .replace(/^(?:www\.)?github\.com[/:]/, "").replace(/\/+$/, "").replace(/\.git$/, "");
  return name || undefined;
}
