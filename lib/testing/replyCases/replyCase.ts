/** A reply with the program that has to come out of it. */
export interface ReplyCase {
  name: string;
  reply: string;
  prompt?: string;
  entryPoint?: string;
  /** Empty where there is no answer. */
  program: string;
}
