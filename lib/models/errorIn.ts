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
 * - without choices, `detail`, `message` or `msg`
 * - `error` in the first choice, or a `finish_reason` that says that the server gave up
 */
export function errorIn(reply: unknown): ToldError | undefined {
  if (Array.isArray(reply)) return errorIn(reply[0]); // Gemini's errors come in a list
  const { error, errors, detail, message, msg, choices, ...rest } = fieldsOf(reply);
  const instead = choices === undefined ? [detail, message, msg] : [];
  const told = [error, errors].find(isSomething) ?? instead.find(isSomething);
  if (told !== undefined) {
    // `{"error": true, "message": "…"}`
    const text = textIn(told) ?? instead.map(textIn).find(Boolean) ?? JSON.stringify(reply);
    return { message: text.slice(0, 300), code: codeIn(told) ?? codeIn(rest) };
  }
  const [choice] = Array.isArray(choices) ? choices : [];
  const { error: own, finish_reason: reason } = fieldsOf(choice);
  const ended = typeof reason === "string" && givenUp.test(reason);
  if (!ended && !isSomething(own)) return undefined;
  const text = textIn(own) ?? `the reply ended with finish_reason ${JSON.stringify(reason)}`;
  return { message: text.slice(0, 300), code: codeIn(own) };
}

type Fields = Record<string, unknown>;

const fieldsOf = (value: unknown): Fields =>
  typeof value === "object" && value !== null ? value as Fields : {};

/** Whether there is an error: servers send `null`, `false`, `""`, `{}` or `[]` where there is none. */
const isSomething = (value: unknown): boolean =>
  typeof value === "object" && value !== null ? Object.keys(value).length > 0 : Boolean(value);

/** What an error says, at whatever depth. */
function textIn(error: unknown, depth = 0): string | undefined {
  if (typeof error === "string") return error.trim() || undefined;
  if (typeof error === "number") return String(error);
  if (depth > 4 || typeof error !== "object" || error === null) return undefined;
  if (Array.isArray(error)) return error.map((each) => textIn(each, depth + 1)).find(Boolean);
  const { message, msg, error: inner, detail, description, reason, title, type } = error as Fields;
  for (const each of [message, msg, inner, detail, description, reason, title, type]) {
    const text = textIn(each, depth + 1);
    if (text) return text;
  }
  return JSON.stringify(error);
}

/** A status as a number, or a word. */
function codeIn(error: unknown): string | number | undefined {
  const [one] = Array.isArray(error) ? error : [error];
  const { code, status, status_code, error: inner } = fieldsOf(one);
  for (const each of [code, status_code, status]) {
    if (typeof each === "number") return each;
    if (typeof each === "string" && each) return /^\d+$/.test(each) ? Number(each) : each;
  }
  return inner === undefined ? undefined : codeIn(inner);
}
