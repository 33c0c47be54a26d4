/** Reasoning before, between and after. */
import { block, each, type Form } from "./form.ts";

const tags = [
  "think",
  "thinking",
  "reasoning",
  "thought",
  "reflection",
  "scratchpad",
  "analysis",
  "seed:think",
  "THINK",
  "Thinking",
  "antml:thinking",
  "thought_process",
];
const thought = (draft: string) =>
  `\nFirst I try this:\n${block(draft)}\nNo, that is wrong: it's not what was asked.\n`;
export const reasoning: Record<string, Form> = {
  ...each(
    tags,
    (t) => `<${t}> before a fence`,
    (t) => ({ code, draft }) => `<${t}>${thought(draft)}</${t}>\n\n${block(code)}`,
  ),
  ...each(
    tags.slice(0, 5),
    (t) => `<${t}> before bare code`,
    (t) => ({ code, draft }) => `<${t}>${thought(draft)}</${t}>\n${code}`,
  ),
  ...each(
    tags.slice(0, 4),
    (t) => `prose before <${t}>`,
    (t) => ({ code, draft }) => `Let me see.\n\n<${t}>${thought(draft)}</${t}>\n\n${block(code)}`,
  ),
  ...each(
    tags.slice(0, 4),
    (t) => `only the end of ${t}`,
    (t) => ({ code, draft }) => `${thought(draft)}</${t}>\n${block(code)}`,
  ),
  "[THINK]": ({ code, draft }) => `[THINK]${thought(draft)}[/THINK]${block(code)}`,
  "Kimi's marks": ({ code, draft }) => `◁think▷${thought(draft)}◁/think▷\n${block(code)}`,
  "Sky's marks": ({ code, draft }) =>
    `<|begin_of_thought|>${thought(draft)}<|end_of_thought|>\n\n<|begin_of_solution|>\n${
      block(code)
    }\n<|end_of_solution|>`,
  "Cohere's marks": ({ code, draft }) =>
    `<|START_THINKING|>${thought(draft)}<|END_THINKING|><|START_RESPONSE|>${
      block(code)
    }<|END_RESPONSE|>`,
  harmony: ({ code, draft }) =>
    `<|channel|>analysis<|message|>${
      thought(draft)
    }<|end|><|start|>assistant<|channel|>final<|message|>${block(code)}<|return|>`,
  "harmony, bare code": ({ code, draft }) =>
    `<|channel|>analysis<|message|>${
      thought(draft)
    }<|end|><|start|>assistant<|channel|>final<|message|>${code}<|return|>`,
  "harmony without tokens": ({ code, draft }) =>
    `analysisWe need to write it.${thought(draft)}assistantfinal${block(code)}`,
  "ollama's lines": ({ code, draft }) =>
    `Thinking...${thought(draft)}...done thinking.\n\n${block(code)}`,
  "details": ({ code, draft }) =>
    `<details><summary>Thinking</summary>\n${thought(draft)}\n</details>\n\n${block(code)}`,
  "the tag quoted in the thinking": ({ code, draft }) =>
    `<think>\nI end with \`</think>\`, then the code.${thought(draft)}</think>\n${block(code)}`,
  "the tag in quotation marks": ({ code, draft }) =>
    `<think>\nThe tag "</think>" must come.${thought(draft)}</think>\n${block(code)}`,
  "two thoughts": ({ code, draft }) =>
    `<think>${thought(draft)}</think>\nWait.\n<think>${thought(draft)}</think>\n${block(code)}`,
  "a thought after the answer": ({ code, draft }) =>
    `${block(code)}\n<think>\nIs it right?${thought(draft)}</think>\n`,
  "a thought that is cut off after the answer": ({ code, draft }) =>
    `${block(code)}\n\n<think>\nIs it right?${thought(draft)}`,
  "attributes": ({ code, draft }) =>
    `<thinking type="deep">${thought(draft)}</thinking>\n${block(code)}`,
  "empty thought": ({ code }) => `<think>\n\n</think>\n\n${block(code)}`,
  "thought and answer tags": ({ code, draft }) =>
    `<think>${thought(draft)}</think>\n<answer>\n${block(code)}\n</answer>`,
  "answer tags, bare code": ({ code, draft }) =>
    `<reasoning>${thought(draft)}</reasoning>\n<answer>\n${code}\n</answer>`,
};
