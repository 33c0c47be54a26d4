/**
 * Text in which nothing is hidden: control characters as their pictures, characters that turn the
 * direction of what follows as escapes, and halves of characters replaced. Neither XML nor a terminal
 * takes the first and the last, and the second make a program read as another. A carriage return that ends
 * no line is one of the first: what follows it would stand over what is before it.
 */
export function visible(text: string): string {
  return text.toWellFormed().replace(hidden, (character) => {
    const code = character.charCodeAt(0);
    if (code < 0x20) return String.fromCharCode(0x2400 + code);
    return code === 0x7f ? "␡" : `\\u${code.toString(16).padStart(4, "0")}`;
  });
}

const hidden =
  // deno-lint-ignore no-control-regex -- they are what is looked for
  /\r(?!\n)|[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufffe\uffff]/g;
