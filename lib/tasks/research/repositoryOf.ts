/**
 * A repository by one name, however it is written: GitHub's names do not tell capital letters apart,
 * and an address stands for the name: of a page, a branch or a raw file in it, over any protocol. That of
 * another host keeps its host (`gitlab.com/owner/name`). Undefined where none is named.
 *
 * @example
 * ```ts
 * import { repositoryOf } from "tracelab/tasks";
 * repositoryOf("https://github.com/Owner/Name.git"); // "owner/name"
 * repositoryOf("https://github.com/owner/name/tree/main?tab=readme"); // "owner/name"
 * ```
 */
export function repositoryOf(text: string | undefined): string | undefined {
  const written = (text ?? "").toLowerCase().normalize("NFC").trim()
    .replace(/[?#].*$/s, "").replace(/^(?:github|gh):(?!\/\/)/, "github.com/");
  const { host, path } = parted(written);
  const names = path.split("/").map((part) => part.trim()).filter((part) => part && part !== ".");
  // GitHub's interface has its repositories below /repos.
  if (host === "api.github.com" && names[0] === "repos") names.shift();
  const own = githubs.has(host ?? "github.com");
  const end = host && own ? 2 : names.findIndex((part, i) => i > 1 && pages.has(part));
  const name = names.slice(0, end < 0 ? undefined : end).join("/")
    .replace(/@[^/]*$/, "").replace(/\.git$/, "");
  if (!name) return undefined;
  return own ? name : `${host}/${name}`;
}

/** Where GitHub shows the same repositories. */
const githubs = new Set([
  "github.com",
  "ssh.github.com",
  "api.github.com",
  "codeload.github.com",
  "raw.github.com",
  "raw.githubusercontent.com",
]);

/** What follows a repository's name in addresses of its pages. */
const pages = new Set(
  "- tree blob blame raw src commit commits branches tags releases archive issues pull pulls wiki actions"
    .split(" "),
);

/** An address's host and path, of `scheme://user@host:port/path`, `user@host:path` and `host/path`; else the path. */
function parted(address: string): { host?: string; path: string } {
  const bare = address.replace(/^(?:[a-z][a-z+.-]*:)?\/+/, "").replace(/^[^/@\s]+@/, "");
  const [, host, path = ""] =
    bare.match(/^(?:www\.)?([^/:\s]+\.[^/:\s]+)(?::\d+(?=\/|$))?(?:[/:](.*))?$/s) ?? [];
  // A name without a path may have a dot: `scikit.learn`.
  return host && (path || githubs.has(host)) ? { host, path } : { path: bare };
}
