import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { needs, venvPython } from "../../testing/needs.ts";
import { drawMember, paretoFront } from "./paretoFront.ts";

const here = import.meta.dirname!;
const committed = readFileSync(join(here, "gepaFronts.json"), "utf8");

/** The matrices of `gepaFronts.py`: up to 8 prompts and 12 tasks, two, three or very many levels. */
function matrix(number: number): number[][] {
  let state = (number * 2654435761 + 12345) % 2 ** 32;
  const draw = () => (state = (state * 1664525 + 1013904223) % 2 ** 32) / 2 ** 32;
  for (let i = 0; i < 4; i++) draw();
  const rows = 1 + Math.floor(draw() * 8), columns = 1 + Math.floor(draw() * 12);
  const levels = [2, 3, 1_000_000][number % 3];
  const score = () => Math.floor(draw() * levels) / (levels - 1);
  return Array.from({ length: rows }, () => Array.from({ length: columns }, score));
}

Deno.test("paretoFront agrees with gepa on 1,000 random matrices, members and wins", () => {
  const fronts: [number, number][][] = JSON.parse(committed);
  assert.equal(fronts.length, 1000);
  assert(fronts.filter((front) => front.length > 2).length > 300, "the matrices are too easy");
  fronts.forEach((front, number) => {
    const ours = paretoFront(matrix(number)).map(({ index, wins }) => [index, wins]);
    assert.deepEqual(ours, front, `matrix ${number}`);
  });
});

Deno.test({
  ...needs("gepa"),
  name: "the committed fronts are what gepa says today",
  fn() {
    const { stdout, stderr } = spawnSync(venvPython, [join(here, "gepaFronts.py")], {
      encoding: "utf8",
    });
    assert.equal(stderr, "");
    assert.deepEqual(JSON.parse(stdout), JSON.parse(committed));
  },
});

Deno.test("paretoFront: a score that was not measured neither wins nor counts", () => {
  assert.deepEqual(paretoFront([]), []);
  assert.deepEqual(paretoFront([[undefined], [undefined]]), []);
  assert.deepEqual(paretoFront([[1, undefined], [undefined, 0]]), [
    { index: 0, wins: 1 },
    { index: 1, wins: 1 },
  ]);
});

Deno.test("drawMember draws by wins", () => {
  const front = [{ index: 0, wins: 1 }, { index: 4, wins: 3 }];
  const drawn = [0, 0.24, 0.25, 0.99].map((at) => drawMember(front, () => at).index);
  assert.deepEqual(drawn, [0, 0, 4, 4]);
  assert.throws(() => drawMember([], Math.random), /no prompt to draw: the front is empty/);
});
