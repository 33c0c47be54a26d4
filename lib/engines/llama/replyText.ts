/** A reply's text as its tokens come: bytes of one character wait for each other, a stop sequence ends it. */
export class ReplyText {
  /** What was said so far, without a stop sequence and what follows it. */
  text = "";
  /** Whether a stop sequence was said. */
  stopped = false;
  readonly #detokenize: (tokens: Uint32Array) => string;
  readonly #stop: string[];
  readonly #longest: number;
  readonly #tokens: number[];
  /** Where the window begins, and how much of it is in the text. */
  #from = 0;
  #read: number;
  #given = 0;

  /**
   * @param before the prompt's last token: some vocabularies drop a text's first space, and the reply's
   * first token is not the first of the text.
   */
  constructor(
    detokenize: (tokens: Uint32Array) => string,
    { stop = [], before = [] }: { stop?: string[]; before?: number[] } = {},
  ) {
    this.#detokenize = detokenize;
    this.#stop = stop.filter((each) => each !== "");
    this.#longest = Math.max(0, ...this.#stop.map((each) => each.length));
    this.#tokens = [...before];
    this.#read = before.length;
  }

  /** Takes the next token. */
  push(token: number): void {
    this.#tokens.push(token);
    const whole = this.#detok(this.#tokens.length);
    if (!whole.endsWith("\ufffd")) this.#take(whole);
  }

  /** The reply is over: what is left of an unfinished character is taken as it is. */
  end(): void {
    if (!this.stopped && this.#read < this.#tokens.length) {
      this.#take(this.#detok(this.#tokens.length));
    }
  }

  /** What can be shown now and was not yet: a text that may become a stop sequence waits. */
  piece({ last = false }: { last?: boolean } = {}): string {
    let until = this.text.length;
    if (!last && !this.stopped) {
      for (let held = Math.min(this.#longest - 1, until - this.#given); held > 0; held--) {
        const tail = this.text.slice(until - held);
        if (this.#stop.some((each) => each.startsWith(tail))) {
          until -= held;
          break;
        }
      }
    }
    const piece = this.text.slice(this.#given, until);
    this.#given = until;
    return piece;
  }

  #detok = (until: number) =>
    this.#detokenize(Uint32Array.from(this.#tokens.slice(this.#from, until)));

  #take(whole: string) {
    const known = this.#detok(this.#read);
    const start = Math.max(0, this.text.length - this.#longest + 1);
    this.text += whole.slice(known.length);
    this.#from = this.#read;
    this.#read = this.#tokens.length;
    const at = this.#stop.map((each) => this.text.indexOf(each, start)).filter((at) => at >= 0);
    if (at.length) {
      this.text = this.text.slice(0, Math.min(...at));
      this.stopped = true;
    }
  }
}
