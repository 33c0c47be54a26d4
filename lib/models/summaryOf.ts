import { ModelError } from "./modelError.ts";

/** One error for all requests that failed: the most telling of theirs. */
export function summaryOf(failures: Error[], model: string): Error {
  const telling = failures.find((error) => !(error instanceof ModelError)) ??
    failures.find((error) => error instanceof ModelError && error.fatal) ?? failures[0];
  if (failures.length === 1 || !(telling instanceof ModelError)) return telling;
  return new ModelError(
    `${telling.message}; ${failures.length} requests failed, the others are stored`,
    { model, status: telling.status, fatal: telling.fatal },
  );
}
