/** Training examples of each role, made from the world: the prompt in control tokens and its answer. */
import {
  bodyOf,
  bugsOf,
  callsOf,
  callText,
  type Composition,
  type Conventions,
  defaultConventions,
  drawComposition,
  edgesOf,
  misconceive,
  phrase,
  planOf,
  type Split,
} from "../../tinyWorld/mod.ts";
import { type Random } from "../../base/mod.ts";
import { promptOf, type Role } from "./controls.ts";
import { directiveOf, drawMistake, failureOf } from "./mistake.ts";
import { feedbackText } from "./feedbackText.ts";
import { syntaxSlip } from "./syntaxSlip.ts";

export interface RoleExample {
  role: Role;
  prompt: string;
  answer: string;
}

/** How good the programs are that a model learns to write. */
export interface Quality {
  /** Chance that a misconception that applies happens. */
  misconception: number;
  /** Chance of a slip of any kind. */
  slip: number;
}

const clean: Quality = { misconception: 0, slip: 0 };

/** The program of a composition as somebody of this quality writes it. */
export function writtenBody(composition: Composition, random: Random, quality: Quality): string {
  if (quality.slip > 0 && random.chance(quality.slip)) {
    const bugs = bugsOf(composition);
    if (bugs.length === 0 || random.chance(0.15)) return syntaxSlip(bodyOf(composition), random);
    return bodyOf(random.pick(bugs).wrong);
  }
  return quality.misconception > 0
    ? bodyOf(misconceive(composition, random, quality.misconception))
    : bodyOf(composition);
}

/** A set's conventions: each differs from the default with the given chance. */
export function drawConventions(random: Random, chance: number): Conventions {
  const other = <K extends keyof Conventions>(name: K, values: Conventions[K][]) =>
    random.chance(chance) ? random.pick(values) : defaultConventions[name];
  return {
    empty: other("empty", ["zero", "minusOne"]),
    bounds: other("bounds", ["exclusive"]),
    case: other("case", ["insensitive"]),
    rounding: other("rounding", ["down", "nearest"]),
  };
}

/** The directives that tell a set's conventions, some default ones among them, in any order. */
export function drawDirectives(conventions: Conventions, random: Random): string[] {
  const names = Object.keys(conventions) as (keyof Conventions)[];
  const told = names.filter((name) =>
    conventions[name] !== defaultConventions[name] || random.chance(0.2)
  );
  return random.shuffle(told).map((name) => directiveOf(conventions, name));
}

/** What an example is drawn from. */
export interface Draw {
  random: Random;
  split: Split;
  /** Steps of the composition; drawn by the recipe. */
  steps: number;
}

/** What every role is told of a task. */
export const given = (composition: Composition, text: string) => ({
  parameters: composition.source.parameters,
  text,
});

/** Write the program from the text alone. */
export function solveExample(draw: Draw, quality = clean, explicit = false): RoleExample {
  const { random, split, steps } = draw;
  const composition = drawComposition(random, steps, split);
  const text = phrase(composition, random, explicit ? "explicit" : "training");
  return {
    role: "solve",
    prompt: promptOf("solve", given(composition, text)),
    answer: writtenBody(composition, random, quality),
  };
}

/** Write the program from text and plan. */
export function plannedExample(draw: Draw, quality = clean): RoleExample {
  const { random, split, steps } = draw;
  const composition = drawComposition(random, steps, split);
  const text = phrase(composition, random);
  return {
    role: "solve",
    prompt: promptOf("solve", { ...given(composition, text), steps: planOf(composition) }),
    answer: writtenBody(composition, random, quality),
  };
}

/** Write the program under directives, or with them inside an explicit text. */
export function directedExample(draw: Draw, quality = clean): RoleExample {
  const { random, split, steps } = draw;
  const conventions = drawConventions(random, 0.4);
  const composition = drawComposition(random, steps, split, conventions);
  const directives = drawDirectives(conventions, random);
  const inside = random.chance(0.25);
  const text = phrase(composition, random, inside ? "explicit" : "training");
  const prompt = inside
    ? promptOf("solve", given(composition, [text, ...directives].join(" ")))
    : promptOf("solve", { ...given(composition, text), directives });
  return { role: "solve", prompt, answer: writtenBody(composition, random, quality) };
}

/** Say the steps. */
export function planExample({ random, split, steps }: Draw): RoleExample {
  const composition = drawComposition(random, steps, split);
  const text = phrase(composition, random);
  return {
    role: "plan",
    prompt: promptOf("plan", given(composition, text)),
    answer: planOf(composition).join("\n"),
  };
}

/** A failed program of a set with its own conventions; drawn until a mistake shows. */
export function drawFailure({ random, split, steps }: Draw) {
  for (;;) {
    const conventions = drawConventions(random, 0.3);
    const composition = drawComposition(random, steps, split, conventions);
    const calls = callsOf(composition, random, 3);
    if (!calls) continue;
    const mistake = drawMistake(composition, calls, random);
    if (!mistake) continue;
    const text = phrase(composition, random);
    const feedback = feedbackText(mistake.feedback);
    return { composition, calls, mistake, text, feedback };
  }
}

/** Mend the program from its failure. */
export function repairExample(draw: Draw): RoleExample {
  const { composition, mistake, text, feedback } = drawFailure(draw);
  return {
    role: "repair",
    prompt: promptOf("repair", { ...given(composition, text), code: mistake.body, feedback }),
    answer: bodyOf(composition),
  };
}

/** Say the task again, step by step, with the convention that the failure shows. */
export function rewriteExample(draw: Draw): RoleExample {
  const { composition, mistake, text, feedback } = drawFailure(draw);
  const explicit = phrase(composition, draw.random, "explicit");
  return {
    role: "rewrite",
    prompt: promptOf("rewrite", { ...given(composition, text), feedback }),
    answer: mistake.convention ? `${explicit} ${mistake.lesson}` : explicit,
  };
}

/** Say what instruction would have prevented the failure. */
export function analyseExample(draw: Draw): RoleExample {
  const { composition, mistake, text, feedback } = drawFailure(draw);
  // With a reference program the difference shows it; without one the failing test must.
  const shown = draw.random.chance(0.5)
    ? { reference: bodyOf(composition) }
    : draw.random.chance(0.5)
    ? { feedback }
    : { feedback, reference: bodyOf(composition) };
  return {
    role: "analyse",
    prompt: promptOf("analyse", { ...given(composition, text), code: mistake.body, ...shown }),
    answer: mistake.lesson,
  };
}

/** Calls at the boundaries of a task. */
export function edgeExample({ random, split, steps }: Draw): RoleExample {
  const composition = drawComposition(random, steps, split);
  const text = phrase(composition, random);
  const calls = [...new Set(edgesOf(composition).map(callText))].slice(0, 4);
  return {
    role: "edge",
    prompt: promptOf("edge", given(composition, text)),
    answer: calls.join("\n"),
  };
}

/** Right or wrong, by what the program really does on typical and boundary calls. */
export function judgeExample({ random, split, steps }: Draw): RoleExample {
  for (;;) {
    const composition = drawComposition(random, steps, split);
    const text = phrase(composition, random);
    const right = random.chance(0.5);
    let code = bodyOf(composition);
    if (!right) {
      const calls = callsOf(composition, random, 3);
      const bugs = bugsOf(composition);
      if (!calls || bugs.length === 0) continue;
      const { wrong } = random.pick(bugs);
      if (!failureOf(wrong, calls)) continue;
      code = bodyOf(wrong);
    }
    return {
      role: "judge",
      prompt: promptOf("judge", { ...given(composition, text), code }),
      answer: right ? "right" : "wrong",
    };
  }
}
