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
    /200 try later/,
  ],
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

/** More of them that come whole, by those who send them. */
export const toldWhole: [string, unknown, RegExp][] = [
  ["MiniMax's without choices", {
    choices: null,
    base_resp: { status_code: 1002, status_msg: "rate limit" },
  }, /200 rate limit \(1002\)/],
  [
    "MiniMax's beside an empty answer",
    said({ content: "" }, {}, { base_resp: { status_code: 1013, status_msg: "internal" } }),
    /200 internal \(1013\)/,
  ],
  ["Qianfan's", { error_code: 336100, error_msg: "try later" }, /200 try later \(336100\)/],
  [
    "Cloudflare's",
    { result: null, success: false, errors: [{ code: 7009, message: "upstream" }] },
    /200 upstream \(7009\)/,
  ],
  ["Apigee's", { fault: { faultstring: "quota violation" } }, /200 quota violation/],
  ["Amazon's", { Message: "throttled", __type: "ThrottlingException" }, /200 throttled/],
  ["Azure's", { statusCode: 429, message: "limit is exceeded" }, /429 limit is exceeded/],
  ["a message beside no choices", { choices: [], message: "engine died" }, /200 engine died/],
  [
    "Gemini's blocked prompt",
    { choices: [], promptFeedback: { blockReason: "SAFETY" } },
    /200 SAFETY/,
  ],
  [
    "SGLang's abort",
    said({ content: "x" }, { finish_reason: { type: "abort", message: "out of memory" } }),
    /200 out of memory/,
  ],
  ["a text for a reply", "overloaded", /no choices in the reply: "overloaded"/],
  [
    "a text for a message",
    { choices: [{ message: "pass", finish_reason: "stop" }] },
    /no choices in the reply: \{"choices"/,
  ],
  [
    "no text and no end",
    said({ content: "" }, { finish_reason: null }),
    /an empty reply that says no end/,
  ],
];

/** Answers in which something looks like a failure, and their ends. */
export const harmless: [string, unknown, string][] = [
  [
    "a status of 0",
    said({ content: "pass" }, {}, { base_resp: { status_code: 0, status_msg: "success" } }),
    "stop",
  ],
  [
    "an error without a word",
    said({ content: "pass" }, {}, { error: { code: 0, message: "" }, errors: [null] }),
    "stop",
  ],
  ["an error named None", said({ content: "pass" }, {}, { error: "None", msg: "ok" }), "stop"],
  [
    "a filter that failed",
    said({ content: "pass" }, {
      content_filter_results: { error: { code: "content_filter_error" } },
    }),
    "stop",
  ],
  [
    "an end of a type",
    said({ content: "pass" }, { finish_reason: { type: "stop", matched: 2 } }),
    "stop",
  ],
  ["parts without types", said({ content: ["pa", { text: "ss" }] }), "stop"],
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
  ["reasoning_only", { content: null, thinking_blocks: [{ type: "thinking" }] }],
  ["reasoning_only", { content: null, reasoning_text: "hm" }],
  ["reasoning_only", { content: "<think>\nLet me think" }],
  ["reasoning_only", { content: "<|channel|>analysis<|message|>Let me think" }],
  ["tool_calls_only", { content: [{ type: "tool_use", name: "run" }] }],
  ["refusal", { content: [{ type: "refusal", refusal: "I will not." }] }],
  ["refusal", { content: null, refusal: "I will not.", reasoning: "Hm" }],
  ["stop", { content: "", reasoning_content: "", tool_calls: [] }],
  ["stop", { content: "pass", reasoning_content: "Let me think" }],
];
