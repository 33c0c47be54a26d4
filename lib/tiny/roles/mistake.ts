import {
  bodyOf,
  type Bug,
  bugsOf,
  type Composition,
  type Conventions,
  defaultConventions,
  directives,
  evaluate,
  pyRepr,
  PythonError,
  type TinyCall,
  TooLarge,
} from "../../tinyWorld/mod.ts";
import { type Random } from "../../base/mod.ts";
import { syntaxSlip } from "./syntaxSlip.ts";

/** A wrong program with what the tests say of it. */
export interface Mistake {
  body: string;
  /** As `explain` words it, without the line. */
  feedback: string;
  /** What a standing instruction would have to say: a convention, or the step that went wrong. */
  lesson: string;
  /** The convention that was missed, where it is one. */
  convention?: keyof Conventions;
}

/** What tests say of a program: the first call with another outcome; `undefined` where it passes. */
export function failureOf(
  wrong: Composition,
  calls: TinyCall[],
): string | undefined {
  for (const { arguments: call, call: text, expected } of calls) {
    try {
      const { value, float } = evaluate(wrong, call);
      const got = pyRepr(value, float);
      if (got !== expected && `${got}.0` !== expected && got !== `${expected}.0`) {
        return `${text} returned ${got}, expected ${expected}`;
      }
    } catch (error) {
      if (error instanceof TooLarge) continue;
      if (!(error instanceof PythonError)) throw error;
      return `${text} raised ${error.type}: ${error.message}`;
    }
  }
  return undefined;
}

/** The same composition under the default of one convention that its own set does not follow. */
function missedConventions(composition: Composition): (Bug & { name: keyof Conventions })[] {
  const names = Object.keys(defaultConventions) as (keyof Conventions)[];
  const right = bodyOf(composition);
  return names.flatMap((name) => {
    const conventions = { ...composition.conventions, [name]: defaultConventions[name] };
    const wrong = { ...composition, conventions };
    return bodyOf(wrong) === right ? [] : [{ step: "", systematic: false, wrong, name }];
  });
}

/** The directive that says what a composition's set takes for granted. */
export const directiveOf = (conventions: Conventions, name: keyof Conventions): string =>
  (directives[name] as Record<string, string>)[conventions[name]];

/**
 * Draws a mistake that the calls reveal; `undefined` where none was found. A missed convention is
 * drawn first where there is one, because only the feedback can tell it.
 */
export function drawMistake(
  composition: Composition,
  calls: TinyCall[],
  random: Random,
): Mistake | undefined {
  if (random.chance(0.1)) {
    const body = syntaxSlip(bodyOf(composition), random);
    return { body, feedback: "SyntaxError", lesson: "Write valid Python." };
  }
  const missed = missedConventions(composition);
  if (missed.length > 0 && random.chance(0.7)) {
    const { wrong, name } = random.pick(missed);
    const feedback = failureOf(wrong, calls);
    if (!feedback) return undefined;
    return {
      body: bodyOf(wrong),
      feedback,
      lesson: directiveOf(composition.conventions, name),
      convention: name,
    };
  }
  const bugs = bugsOf(composition);
  if (bugs.length === 0) return undefined;
  const { wrong, step } = random.pick(bugs);
  const feedback = failureOf(wrong, calls);
  return feedback === undefined
    ? undefined
    : { body: bodyOf(wrong), feedback, lesson: `Take care to ${step}.` };
}
