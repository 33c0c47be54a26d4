import assert from "node:assert/strict";
import { pythonTokens } from "./pythonTokens.ts";

const texts = (code: string) => pythonTokens(code).map(({ text }) => text);

Deno.test("operators are whole, strings end where Python ends them", () => {
  const line = "a**=b//c; d:=e->f != ...";
  const marks = ["a", "**=", "b", "//", "c", ";", "d", ":=", "e", "->", "f", "!=", "..."];
  assert.deepEqual(texts(line), marks);
  assert.deepEqual(texts("> ="), [">", "="]);
  const strings = [
    String.raw`"a\" b"`,
    String.raw`r'\'x'`,
    String.raw`"""a \""" b"""`,
    `'''it's'''`,
    `"a\\\nb"`,
    `rb"#"`,
    `f'{x!r:>{w}}'`,
  ];
  for (const string of strings) {
    assert.deepEqual(texts(`x = ${string} # "c`), ["x", "=", string, `# "c`]);
  }
  assert.deepEqual(texts(`x = "a\ny = 1`), ["x", "=", '"', "a", "y", "=", "1"]);
});

Deno.test("a logical line has one indentation, and a statement after a semicolon none", () => {
  const code = "if a:\n\tb = (1,\n2); c = 3\nd \\\n  + 1\n";
  const firsts = pythonTokens(code).filter(({ first }) => first);
  assert.deepEqual(firsts.map(({ text, indent }) => [text, indent]), [
    ["if", 0],
    ["b", 8],
    ["c", undefined],
    ["d", 0],
  ]);
});
