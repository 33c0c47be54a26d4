/** Replies with status 200 that are failures, or that have no text. */

/** A chat reply with status 200 that holds `fields` beside one choice. */
export const said = (message: object, choice: object = {}, fields: object = {}) => ({
  id: "x",
  choices: [{ index: 0, finish_reason: "stop", message, delta: message, ...choice }],
  ...fields,
});

/** Failures that come with status 200, and what must be shown of them. */
export const told: [string, unknown, RegExp][] = [
  ["an error that is a text", { error: "engine overloaded" }, /200 engine overloaded/],
  ["an error in a list", { errors: [{ message: "no room", code: 503 }] }, /503 no room/],
  ["an error in an error", { error: { error: { message: "deep" } } }, /200 deep/],
  [
    "an error that is true",
    { error: true, message: "try later" },
    /200 (?:try later|\{"error":true\})/,
  ], // the SDK drops what stands beside in a stream
  ["an error with a status as text", { error: { msg: "slow", code: "502" } }, /502 slow/],
  [
    "a list of errors for an answer",
    [{ error: { message: "in a list", status: "UNAVAILABLE" } }],
    /in a list \(UNAVAILABLE\)/,
  ],
  ["an error object", { object: "error", message: "worker died", code: 500 }, /500 worker died/],
  ["a detail", { detail: [{ loc: ["body"], msg: "not now" }] }, /200 not now/],
  [
    "an error beside an answer",
    said({ content: "half" }, {}, { error: { message: "cut off", code: 502 } }),
    /502 cut off/,
  ],
  [
    "an error in the choice",
    said({ content: "half" }, { error: { message: "upstream", code: 504 } }),
    /504 upstream/,
  ],
  ...["error", "abort", "cancelled", "insufficient_system_resource"].map((
    reason,
  ): [string, unknown, RegExp] => [
    `an end by ${reason}`,
    said({ content: "half" }, { finish_reason: reason }),
    new RegExp(`200 the reply ended with finish_reason "${reason}"`),
  ]),
];

/** Replies without a text, by what stands in its place. */
export const textless: [string, object][] = [
  ["reasoning_only", { content: null, reasoning_content: "Let me think" }],
  ["reasoning_only", { content: "", reasoning: "Let me think" }],
  ["reasoning_only", { content: "\n", thinking: "Let me think" }],
  ["reasoning_only", { content: [{ type: "thinking", thinking: [] }] }],
  ["reasoning_only", { content: "", reasoning_details: [{ type: "reasoning.text" }] }],
  ["tool_calls_only", {
    content: null,
    tool_calls: [{ id: "1", type: "function", function: { name: "run" } }],
  }],
  ["tool_calls_only", { content: null, function_call: { name: "run", arguments: "{}" } }],
  ["tool_calls_only", { content: "", reasoning: "I call", tool_calls: [{ id: "1" }] }],
  ["refusal", { content: [{ type: "refusal", refusal: "I will not." }] }],
  ["refusal", { content: null, refusal: "I will not.", reasoning: "Hm" }],
  ["stop", { content: "", reasoning_content: "", tool_calls: [] }],
  ["stop", { content: "pass", reasoning_content: "Let me think" }],
];
