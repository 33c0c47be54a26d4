/** Failures that a server tells in a reply with status 200: gateways do, and streams cannot do otherwise. */

/** What a failure says of itself. */
export interface ToldError {
  message: string;
  /** A status, or a word such as `overloaded`. */
  code?: string | number;
}

/** Ends of a reply that a model did not come to: the server, or what is behind it, gave up. */
export const givenUp = /error|abort|cancel|fail|time_?out|insufficient_system_resource/i;

/**
 * The error in a reply, or in a chunk of one, in whichever form; undefined where there is none.
 *
 * - `error` or `errors` beside or instead of choices: a text, a list, an object, an object in an object
 * - without choices (or with none in them), `detail`, `message` and what else servers call it
 * - `base_resp` with a status that is not 0, whatever is beside it
 * - `error` in the first choice, or a `finish_reason` (a word, or an object of a `type`) that says that the
 *   server gave up
 */
export function errorIn(reply: unknown): ToldError | undefined {
  if (Array.isArray(reply)) return errorIn(reply[0]); // Gemini's errors come in a list
  const fields = fieldsOf(reply);
  const { error, errors, base_resp: base, choices } = fields;
  const some = Array.isArray(choices) ? choices.length > 0 : isSomething(choices);
  const instead = some ? [] : instances.map((name) => fields[name]);
  const told = [error, errors, failedBase(base)].find(isSomething) ?? instead.find(isSomething);
  if (told !== undefined) {
    // `{"error": true, "message": "…"}`
    const text = textIn(told) ?? instead.map(textIn).find(Boolean) ?? JSON.stringify(reply);
    return { message: text.slice(0, 300), code: codeIn(told) ?? codeIn(fields) };
  }
  const [choice] = Array.isArray(choices) ? choices : [];
  const { error: own, finish_reason: reason } = fieldsOf(choice);
  const end = endOf(reason);
  if (!givenUp.test(end) && !isSomething(own)) return undefined;
  const text = (isSomething(own) ? textIn(own) : textIn(fieldsOf(reason).message)) ??
    `the reply ended with finish_reason ${JSON.stringify(reason)}`;
  return { message: text.slice(0, 300), code: codeIn(own) };
}

/** The word of a reply's end: SGLang's is `{"type": "stop", …}`. */
export function endOf(reason: unknown): string {
  if (typeof reason === "string") return reason;
  if (typeof reason === "number") return String(reason);
  const { type } = fieldsOf(reason);
  return typeof type === "string" ? type : "";
}

/** Where a failure is told that comes without choices. */
const instances = [
  ...["detail", "message", "msg", "error_msg", "error_message", "errorMessage", "Message"],
  ...["fault", "status_msg", "statusMessage", "reason", "promptFeedback"],
];

/** MiniMax's: 0 where all is well. */
function failedBase(base: unknown): unknown {
  const { status_code: code } = fieldsOf(base);
  return Number(code ?? 0) !== 0 ? base : undefined;
}

type Fields = Record<string, unknown>;

const fieldsOf = (value: unknown): Fields =>
  typeof value === "object" && value !== null ? value as Fields : {};

/** Whether there is an error: servers send `null`, `false`, `""`, `{}`, `[null]`, `"None"` or code 0 where there is none. */
function isSomething(value: unknown): boolean {
  if (typeof value === "string") return !/^\s*(?:none|null|ok|success)?\s*$/i.test(value);
  if (typeof value !== "object" || value === null) return Boolean(value);
  return Object.values(value).some(isSomething);
}

/** What an error says, at whatever depth. */
function textIn(error: unknown, depth = 0): string | undefined {
  if (typeof error === "string") return error.trim() || undefined;
  if (typeof error === "number") return String(error);
  if (depth > 4 || typeof error !== "object" || error === null) return undefined;
  if (Array.isArray(error)) return error.map((each) => textIn(each, depth + 1)).find(Boolean);
  const fields = error as Fields;
  for (const name of texts) {
    const text = textIn(fields[name], depth + 1);
    if (text) return text;
  }
  return JSON.stringify(error);
}

const texts = [
  ...["message", "msg", "status_msg", "faultstring", "error", "detail", "description", "reason"],
  ...["blockReason", "title", "type"],
];

/** A status as a number, or a word. */
function codeIn(error: unknown): string | number | undefined {
  const [one] = Array.isArray(error) ? error : [error];
  const { code, status, status_code, statusCode, error_code, error: inner } = fieldsOf(one);
  for (const each of [code, status_code, statusCode, error_code, status]) {
    if (typeof each === "number") return each;
    if (typeof each === "string" && each) return /^\d+$/.test(each) ? Number(each) : each;
  }
  return inner === undefined ? undefined : codeIn(inner);
}
