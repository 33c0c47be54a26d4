/** Replies with the program that has to come out of each: several blocks, programs without an entry point, bodies, no answer. */
import { continuations } from "./replyCases/continuations.ts";
import { definitions } from "./replyCases/definitions.ts";
import { programs } from "./replyCases/programs.ts";
import { tokensAndData } from "./replyCases/tokensAndData.ts";
import type { ReplyCase } from "./replyCases/replyCase.ts";

export const replyCases: ReplyCase[] = [
  ...programs,
  ...definitions,
  ...continuations,
  ...tokensAndData,
];
