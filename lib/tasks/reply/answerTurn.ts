import { replaceOutsideStrings } from "./pythonStrings.ts";

/** Tokens that end a turn or a text, as tokenizers write them. */
const ends =
  /<\|(?:im_end|endoftext|end_of_text|eot_id|eom_id|eos|eot|end|return|call|endofturn|end_of_turn|turn_end|end_of_sentence|end▁of▁sentence|fim_\w+|file_sep|repo_name|END_OF_TURN_TOKEN|END_RESPONSE|end_of_solution|END_ACTION|end_of_message)\|>|<｜(?:end▁of▁sentence|User|fim▁\w+)｜>|<\/s>|<eos>|<end_of_turn>|<EOT>|<eot>|<\/?eos_token>|<turn\|>|<end_of_utterance>|<\|end_of_role\|>|\[\|endofturn\|\]|<endoftext>|<end_of_text>|<im_end>|<\/answer_end>|<fim_\w+>|<extra_id_\d+>|\[e~\[|<\|\/(?:assistant|user|system)\|>|\[\/s\]|<(?:eod|end|stop|eos|end_of_sentence|empty_output|gh_stars|filename|reponame|(?:jupyter|issue)_\w+)>|<\|(?!(?:im_|begin|start|header|bot|turn|assistant|user|system|human|chatbot_token|end_header_id|message|channel|constrain|python_tag)\w*\|>|end_of_role\|>)[\w/▁ -]{1,40}\|>|<\|(?:assistant|user|system|human|turn)_end\|>/gi;

/** Tokens that begin one, with the role's name where it follows. */
const roles =
  /(?:<\|(?:im_start|start_header_id|start|header_start|begin_of_turn|turn_start|START_OF_TURN_TOKEN|start_of_role|im_user|im_assistant|im_system)\|>|<start_of_turn>|<\|turn>|<im_start>|<\|bot\|>)\s*(assistant|model|user|system|developer|tool)?\s*(?:<\|(?:end_header_id|header_end|message|im_middle|im_sep|end_of_role)\|>)?|<\|(assistant|user|system|human|CHATBOT_TOKEN|USER_TOKEN|SYSTEM_TOKEN|begin_of_solution|START_RESPONSE)\|>|<｜(Assistant)｜>|\[\|(assistant|user|system)\|\]|^[ \t]*#{2,4}[ \t]*(Response|Instruction|Input|Assistant|User|Human|Question)[ \t]*:[ \t]*(?=\n|$|```)|^[ \t]*(Human|USER|User|ASSISTANT|Assistant|AI|Bot):[ \t]*(?=\n|$|```)/gim;

/** Tokens that only stand at a beginning. */
const starts =
  /<\|(?:begin_of_text|startoftext|begin▁of▁sentence|BOS_TOKEN|bos)\|>|<｜begin▁of▁sentence｜>|<s>|<bos>|<pad>|<unk>|<<SYS>>[^]*?<<\/SYS>>|\[gMASK\]|<sop>|<\|pad\|>/gi;

interface Turn {
  role: string;
  text: string;
}

/**
 * The model's own turn in a reply with tokens of a chat template in it: prompts that it repeats and turns
 * that it makes up after its answer are left out.
 */
export function answerTurn(reply: string): string {
  let text = replaceOutsideStrings(reply, starts, () => "", { comments: "none" });
  text = replaceOutsideStrings(text, /\[INST\][^]*?\[\/INST\]/g, () => `${mark}assistant${mark}`);
  text = replaceOutsideStrings(
    text,
    /\[\/?INST\]|\[\/?ASST\]/g,
    ([token]) => token === "[INST]" ? `${mark}user${mark}` : `${mark}assistant${mark}`,
  );
  text = text.replace(/\[EOS\]\s*$/, `${mark}end${mark}`);
  text = replaceOutsideStrings(text, ends, () => `${mark}end${mark}`, { comments: "ends" });
  text = replaceOutsideStrings(text, roles, (match) => {
    const role = match.slice(1).find((name) => name !== undefined) ?? "assistant";
    return `${mark}${roleOf(role)}${mark}`;
  }, { comments: "ends" });
  if (!text.includes(mark)) return text;
  const turns = turnsOf(text).filter((turn) => turn.role !== "user" && turn.text.trim());
  return (turns.find((turn) => hasCode(turn.text)) ?? turns[0])?.text ?? "";
}

const mark = "\u0000";

function roleOf(name: string): string {
  return /^(?:user|human|system|developer|tool|instruction|input|question|user_token|system_token)$/i
      .test(name)
    ? "user"
    : "assistant";
}

function turnsOf(text: string): Turn[] {
  const parts = text.split(mark);
  const turns: Turn[] = [{ role: "assistant", text: parts[0] }];
  for (let i = 1; i + 1 < parts.length; i += 2) {
    const ended = parts[i] === "end";
    // After an end comes nothing, a role's name that lost its token, or text of no one.
    const named = ended && parts[i + 1].match(/^\s*(assistant|user|system|model)\b[ \t]*(?:\n|$)/);
    const role = named ? roleOf(named[1]) : ended ? "after" : parts[i];
    const text = named ? parts[i + 1].slice(named[0].length) : parts[i + 1];
    // A template's blank between its token and the text is no margin.
    turns.push({ role, text: text.replace(/^ (?=\S)/, "") });
  }
  return turns;
}

const hasCode = (text: string) =>
  /```|~~~|^[ \t]*(?:async def|def|class|import|from|return|for|if|while|with|try|print|@|\w+\s*=)/m
    .test(text);
