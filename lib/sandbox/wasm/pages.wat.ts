/**
 * The source of `pages.wasm`: what looks at all of an interpreter's memory after every program.
 * `deno run -A lib/sandbox/wasm/pages.wat.ts` writes it; a test holds that it is this.
 *
 * The hash of a page is NH over 32-bit words (Black et al., UMAC, CRYPTO '99, section 4), twice, each
 * time with keys of its own: two pages of somebody who does not know the keys have the same one with a
 * probability of 2⁻⁶⁴. Four pages are read at a time, from four places: one place after the other leaves
 * the memory idle for half of the time.
 */
import { writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const PAGE = 4096;
const STREAMS = [0, 1, 2, 3];
const HASHES = [0, 1];

const lines = <T>(items: T[], make: (item: T) => string) => items.map(make).join("\n");

/** Adds 32 bytes of a page, `$x` and `$y`, to a hash of it. */
function mix(stream: number, hash: number): string {
  const sum = `$sum${stream}${hash}`;
  const x = `(i32x4.add (local.get $x) (local.get $key${2 * hash}))`;
  const y = `(i32x4.add (local.get $y) (local.get $key${2 * hash + 1}))`;
  return `(local.set ${sum} (i64x2.add (local.get ${sum}) (i64x2.add
    (i64x2.extmul_low_i32x4_u ${x} ${y}) (i64x2.extmul_high_i32x4_u ${x} ${y}))))`;
}

/** All pages of four quarters; `$hashes` has two vectors a page, four pages a step. */
function overPages(name: string, then: (stream: number) => string): string {
  return `(func (export "${name}")
    (param $from i32) (param $quarter i32) (param $copy i32) (param $hashes i32)
    (local $end i32) (local $at i32) (local $x v128) (local $y v128)
    ${lines([0, 1, 2, 3], (key) => `(local $key${key} v128)`)}
    ${lines(STREAMS, (s) => `(local $page${s} i32) (local $sum${s}0 v128) (local $sum${s}1 v128)`)}
    ${
    lines(STREAMS, (s) =>
      `(local.set $page${s} (i32.add (local.get $from)
        (i32.mul (i32.const ${s}) (local.get $quarter))))`)
  }
    (local.set $end (local.get $page1))
    (loop $step
      ${
    lines(STREAMS, (s) => lines(HASHES, (h) => `(local.set $sum${s}${h} (v128.const i64x2 0 0))`))
  }
      (local.set $at (i32.const 0))
      (loop $words
        ${
    lines([0, 1, 2, 3], (key) =>
      `(local.set $key${key} (v128.load $own offset=${16 * key}
          (i32.shl (local.get $at) (i32.const 1))))`)
  }
        ${
    lines(STREAMS, (s) => {
      const place = `(i32.add (local.get $page${s}) (local.get $at))`;
      return `(local.set $x (v128.load $guest ${place}))
        (local.set $y (v128.load $guest offset=16 ${place}))
        ${lines(HASHES, (h) => mix(s, h))}`;
    })
  }
        (local.set $at (i32.add (local.get $at) (i32.const 32)))
        (br_if $words (i32.lt_u (local.get $at) (i32.const ${PAGE}))))
      ${lines(STREAMS, then)}
      ${
    lines(
      STREAMS,
      (s) => `(local.set $page${s} (i32.add (local.get $page${s}) (i32.const ${PAGE})))`,
    )
  }
      (local.set $hashes (i32.add (local.get $hashes) (i32.const ${STREAMS.length * 32})))
      (br_if $step (i32.lt_u (local.get $page0) (local.get $end)))))`;
}

const held = (stream: number, hash: number) => `offset=${32 * stream + 16 * hash}`;

function keepHash(stream: number): string {
  return lines(
    HASHES,
    (hash) =>
      `(v128.store $own ${
        held(stream, hash)
      } (local.get $hashes) (local.get $sum${stream}${hash}))`,
  );
}

function putBack(stream: number): string {
  const [one, two] = HASHES.map((hash) =>
    `(v128.xor (local.get $sum${stream}${hash})
      (v128.load $own ${held(stream, hash)} (local.get $hashes)))`
  );
  const page = `(local.get $page${stream})`;
  return `(if (v128.any_true (v128.or ${one} ${two}))
    (then (memory.copy $guest $own ${page}
      (i32.add (local.get $copy) (i32.sub ${page} (local.get $from))) (i32.const ${PAGE}))))`;
}

const isZero = `(func (export "isZero") (param $at i32) (param $end i32) (result i32)
  (loop $line
    (if (i32.ge_u (local.get $at) (local.get $end)) (then (return (i32.const 1))))
    (if (v128.any_true (v128.or
      (v128.or (v128.load $guest (local.get $at)) (v128.load $guest offset=16 (local.get $at)))
      (v128.or (v128.load $guest offset=32 (local.get $at)) (v128.load $guest offset=48 (local.get $at)))))
      (then (return (i32.const 0))))
    (local.set $at (i32.add (local.get $at) (i32.const 64)))
    (br $line))
  (unreachable))`;

/** The bytes of `pages.wasm`. Binaryen comes with AssemblyScript. */
export async function buildPages(): Promise<Uint8Array> {
  const require = createRequire(import.meta.url);
  const nearby = createRequire(require.resolve("assemblyscript/package.json"));
  const { default: binaryen } = await import(pathToFileURL(nearby.resolve("binaryen")).href);
  const module = binaryen.parseText(`(module
    (memory $guest (import "" "guest") 0)
    (memory $own (import "" "own") 1)
    ${overPages("note", keepHash)}
    ${overPages("restore", putBack)}
    ${isZero})`);
  module.setFeatures(binaryen.Features.All);
  if (!module.validate()) throw new Error("pages.wat.ts makes no valid module");
  binaryen.setOptimizeLevel(3);
  module.optimize();
  return module.emitBinary();
}

if (import.meta.main) await writeFile(`${import.meta.dirname}/pages.wasm`, await buildPages());
