import assert from "node:assert/strict";
import {
  chmodSync,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { freeName, OutputFile, refuseInput, writeWhole } from "./outputFile.ts";

async function inFolder(work: (folder: string) => void) {
  const folder = await Deno.makeTempDir();
  try {
    work(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

Deno.test("no spelling of an input, and no link to it, is an output", () =>
  inFolder((folder) => {
    const input = join(folder, "in.jsonl");
    writeFileSync(input, "rows");
    mkdirSync(join(folder, "deep"));
    symlinkSync(input, join(folder, "link"));
    symlinkSync(join(folder, "link"), join(folder, "link of a link"));
    symlinkSync(folder, join(folder, "deep", "up"));
    linkSync(input, join(folder, "hard"));
    const outs = [
      input,
      `${folder}/deep/../in.jsonl`,
      `${folder}//./in.jsonl`,
      join(folder, "link"),
      join(folder, "link of a link"),
      join(folder, "deep", "up", "in.jsonl"),
      join(folder, "hard"),
    ];
    for (const out of outs) {
      for (const [a, b] of [[out, input], [input, out]]) {
        assert.throws(
          () => new OutputFile(a, ["/dev/null", b]),
          /^TaskSetError: the output .* is the input /,
          a,
        );
      }
    }
    assert.equal(readFileSync(input, "utf8"), "rows");
    assert.equal(readdirSync(folder).length, 5);
    refuseInput(join(folder, "out.jsonl"), [input, join(folder, "none")]);
    refuseInput("/dev/null", ["/dev/null"]);
  }));

Deno.test("an output is whole or not there: what fails leaves the old one and nothing beside it", () =>
  inFolder((folder) => {
    const path = join(folder, "out.jsonl");
    const fail = () => {
      using file = new OutputFile(path);
      file.write("half");
      throw new Error("the power failed");
    };
    assert.throws(fail, /the power failed/);
    assert.deepEqual(readdirSync(folder), []);
    writeWhole(path, "old");
    chmodSync(path, 0o600);
    assert.throws(fail, /the power failed/);
    assert.equal(readFileSync(path, "utf8"), "old");
    {
      using file = new OutputFile(path);
      file.write("né");
      file.write("w");
      assert.equal(readFileSync(path, "utf8"), "old");
      file.keep();
    }
    assert.equal(readFileSync(path, "utf8"), "néw");
    assert.equal(statSync(path).mode & 0o777, 0o600);
    const link = join(folder, "link");
    symlinkSync(path, link);
    writeWhole(link, "through the link");
    assert.equal(readFileSync(path, "utf8"), "through the link");
    writeWhole("/dev/null", "nothing");
    assert.deepEqual(readdirSync(folder).sort(), ["link", "out.jsonl"]);
    assert.throws(() => writeWhole(folder, ""), /^TaskSetError: the output \S+ is a folder$/);
    assert.throws(
      () => writeWhole(join(folder, "no", "out"), ""),
      /^TaskSetError: no folder \S+no for/,
    );
  }));

Deno.test("freeName passes over what is there", () =>
  inFolder((folder) => {
    assert.equal(freeName(folder, "a", ".ipynb"), join(folder, "a.ipynb"));
    writeFileSync(join(folder, "a.ipynb"), "");
    writeFileSync(join(folder, "a-2.ipynb"), "");
    assert.equal(freeName(folder, "a", ".ipynb"), join(folder, "a-3.ipynb"));
  }));

Deno.test("letters and capitals are one file where the file system says so, and only there", () =>
  inFolder((folder) => {
    writeFileSync(join(folder, "in.jsonl"), "");
    const refuse = () => refuseInput(join(folder, "IN.jsonl"), [join(folder, "in.jsonl")]);
    if (existsSync(join(folder, "IN.jsonl"))) assert.throws(refuse);
    else refuse();
  }));

Deno.test("an output without a name is refused, and nothing is left anywhere", async () => {
  await inFolder((folder) => {
    const before = Deno.cwd();
    Deno.chdir(folder);
    try {
      for (const name of ["", " "]) {
        assert.throws(() => new OutputFile(name), { message: `the output has no name: "${name}"` });
        assert.throws(() => writeWhole(name, "x"), {
          message: `the output has no name: "${name}"`,
        });
      }
      assert.deepEqual([...Deno.readDirSync(folder)], []);
    } finally {
      Deno.chdir(before);
    }
  });
});
