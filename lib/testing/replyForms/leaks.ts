/** Tokens and turns of chat templates in a reply. */
import { block, each, type Form } from "./form.ts";

const ends = [
  "<|im_end|>",
  "<|endoftext|>",
  "<|eot_id|>",
  "<|end|>",
  "<|end_of_text|>",
  "</s>",
  "<eos>",
  "<end_of_turn>",
  "<|EOT|>",
  "<｜end▁of▁sentence｜>",
  "<|endofturn|>",
  "<|return|>",
  "[EOS]",
  "<|eom_id|>",
  "<EOT>",
  "<|END_OF_TURN_TOKEN|>",
  "<turn|>",
  "<|fim_middle|>",
  "<|file_sep|>",
];
const turns = [
  "<|im_start|>assistant\n",
  "<|start_header_id|>assistant<|end_header_id|>\n\n",
  "<|assistant|>\n",
  "<start_of_turn>model\n",
  "<｜Assistant｜>",
  "[/INST] ",
  "### Response:\n",
  "### Assistant:\n",
  "<|start|>assistant<|message|>",
  "<|im_start|>assistant<|im_sep|>",
  "ASSISTANT:\n",
  "<|CHATBOT_TOKEN|>",
];

export const leaks: Record<string, Form> = {
  ...each(ends, (t) => `${t} glued to code`, (t) => ({ code }) => code.trimEnd() + t),
  ...each(ends.slice(0, 8), (t) => `${t} glued to a fence`, (t) => ({ code }) => block(code) + t),
  ...each(
    ends.slice(0, 6),
    (t) => `${t} inside an open fence`,
    (t) => ({ code }) => "```python\n" + code.trimEnd() + t,
  ),
  ...each(
    ends.slice(0, 6),
    (t) => `${t} on a line and another turn`,
    (t) => ({ code, draft }) =>
      `${block(code)}\n${t}\n<|im_start|>user\nAnd in another way?${t}\n<|im_start|>assistant\n${
        block(draft)
      }`,
  ),
  ...each(turns, (t) => `${JSON.stringify(t)} before`, (t) => ({ code }) => t + block(code)),
  ...each(
    turns.slice(0, 8),
    (t) => `${JSON.stringify(t)} before bare code`,
    (t) => ({ code }) => t + code,
  ),
  "a leaked assistant turn": ({ code }) =>
    `${block(code)}assistant\n\nHere is the function again, as asked.`,
  "a leaked role before": ({ code }) => `assistant\n\n${block(code)}`,
  "a repeated instruction": ({ code, name }) =>
    `[INST] Write ${name}. Answer in a block. [/INST] Here:\n${block(code)}</s>`,
  "an instruction template": ({ code, name }) =>
    `### Instruction:\nWrite ${name} in Python.\n\n### Response:\n${
      block(code)
    }\n\n### Instruction:\nWrite another.\n`,
  "a system prompt repeated": ({ code }) =>
    `<s>[INST] <<SYS>>\nYou write Python.\n<</SYS>>\n\nGo on. [/INST]\n${code}</s>`,
  "beginning of text": ({ code }) => `<|begin_of_text|>${code}`,
  "<s> before code": ({ code }) => `<s> ${block(code)}</s>`,
  "a made-up user": ({ code, draft }) =>
    `${block(code)}\n\nUser:\nAnd now?\n\nAssistant:\n${block(draft)}`,
};
