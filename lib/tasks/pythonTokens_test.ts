import assert from "node:assert/strict";
import { pythonLines, pythonTokens } from "./pythonTokens.ts";

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
    `f"{", ".join(xs)}"`,
    `rf"{d["#a"]}{{"`,
    `F'{x:'>10} {f'{y}'}'`.replace("'>10", "_>10"),
    `f"{x:'>10}"`,
    `f"{"}" if {1: 2}[1] else d[":"]}"`,
    `f"""{d["""a"""]}"""`,
    `f"\\N{LATIN SMALL LETTER A}"`,
    String.raw`rf"\N{d["a"]}"`,
    String.raw`Rf"\N{{"`,
  ];
  for (const string of strings) {
    assert.deepEqual(texts(`x = ${string} # "c`), ["x", "=", string, `# "c`]);
  }
  assert.deepEqual(texts(`x = "a\ny = 1`), ["x", "=", '"', "a", "y", "=", "1"]);
  assert.deepEqual(texts(`f"{x" + "{"`), [`f"{x"`, "+", `"{"`]); // torn: as Python 3.11 reads it
  assert.deepEqual(texts("\u0928\u093f = e\u0301"), ["\u0928\u093f", "=", "e\u0301"]);
});

Deno.test("strings without an end are read in no time", () => {
  for (const part of [`\\'''\n`, `\\'`, `\\"""`, `'\\\n`, `\\""" '`]) {
    assert(texts(part.repeat(50_000)).length > 1, part);
  }
  assert.deepEqual(texts(`\\""" 'a' "b"`), ["\\", '""', `" 'a' "`, "b", '"']);
});

Deno.test("f-strings in f-strings without an end are read in no time", () => {
  for (const part of [`f"{`, `f'{`, `f"{(\n`, `f"{''`, `f"""{`, `f"{a:{`, "f'{ f\""]) {
    assert(texts(part.repeat(20_000)).length > 1, part);
  }
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
  assert.deepEqual(pythonLines("\uFEFFif a:\r\n  b\r\n\fc").map(({ depth }) => depth), [0, 1, 0]);
});
