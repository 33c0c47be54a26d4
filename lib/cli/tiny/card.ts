/** A checkpoint's card: what it is, how it was made, what it can do, what it is not. */
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { type Recipe, TinyLM } from "../../tiny/mod.ts";
import { sandbox } from "../../sandbox/mod.ts";
import { writeWhole } from "../../base/mod.ts";
import { measuring } from "./measuring.ts";
import { type Score, type Scores, scores } from "./scores.ts";

export interface Card {
  name: string;
  purpose: string;
  parameters: number;
  sha256: string;
  bytes: number;
  recipe: Recipe;
  data: string;
  commit: string;
  date: string;
  split: string;
  seed: number;
  scores: Scores;
  isNot: string;
}

/** Measures a checkpoint on the test split and writes its card. */
export async function writeCard(name: string, recipe: Recipe): Promise<Card> {
  const path = `data/tiny/${name}.tiny`;
  const bytes = readFileSync(path);
  await using lm = await TinyLM.load(bytes);
  await using python = await sandbox();
  const where = { split: "test" as const, seed: 7 };
  const card: Card = {
    name,
    purpose: recipe.purpose,
    parameters: lm.size,
    sha256: createHash("sha256").update(bytes).digest("hex"),
    bytes: bytes.length,
    recipe,
    data: "the generator lib/tinyWorld, compositions of the training split only; no other text",
    commit: execFileSync("git", ["rev-parse", "HEAD"], { encoding: "utf8" }).trim(),
    date: new Date().toISOString().slice(0, 10),
    ...where,
    scores: await scores(measuring(lm, python, where)),
    isNot:
      "a language model of anything but the tiny world: on other tasks its output is noise, and its scores say nothing about larger models",
  };
  writeWhole(`data/tiny/${name}.json`, JSON.stringify(card, null, 2) + "\n");
  return card;
}

const percent = (x: number) => (100 * x).toFixed(0);
const cell = (one?: Score) =>
  one ? `${percent(one.value)} % (${percent(one.low)}–${percent(one.high)}, n ${one.of})` : "";

/** The cards as one page. */
export function cardsPage(cards: Card[]): string {
  const head = (title: string) =>
    `| ${title} | ${cards.map(({ name }) => name).join(" | ")} |\n|---|${
      cards.map(() => "---|").join("")
    }`;
  const row = (title: string, of: (scores: Scores) => Score | undefined) =>
    `| ${title} | ${cards.map((card) => cell(of(card.scores))).join(" | ")} |`;
  const steps = ["1 steps", "2 steps", "3 steps", "4 steps"];
  const ways = [
    ["solve", "sampled", "pass@1 at temperature 0.8 (4 samples)"],
    ["solve", "greedy", "greedy"],
    ["solveWithPlan", "greedy", "greedy, with the right plan"],
    ["solveExplicitText", "greedy", "greedy, explicit text"],
    ["solveHeldOutPhrasing", "greedy", "greedy, held-out phrasing"],
  ] as const;
  const roles: [keyof Scores, string][] = [
    ["directedExact", "solve under directives, word for word"],
    ["planExact", "plan, word for word"],
    ["rewriteExact", "rewrite, word for word"],
    ["analyseExact", "analysis, word for word"],
    ["judgeCorrect", "judge, right or wrong by execution"],
    ["edgeInputsAtBoundary", "proposed calls that are boundary inputs"],
    ["repairTrueError", "repair with the true error"],
    ["repairShuffledError", "repair with another program's error"],
    ["repairConventionTrueError", "the same where only the error tells the convention: true"],
    ["repairConventionShuffledError", "… another program's"],
  ];
  const solving = ways.flatMap(([way, how, title]) =>
    steps.map((step) => row(`${step.slice(0, 1)}-step tasks, ${title}`, (s) => s[way][step][how]))
  );
  const facts = cards.map(({ name, purpose, parameters, bytes, recipe, sha256, commit, date }) =>
    `- **${name}** (\`${name}.tiny\`, ${bytes} bytes, sha256 \`${sha256.slice(0, 16)}…\`): ` +
    `${purpose}. ${parameters} parameters, ${
      recipe.phases.join(" + ")
    } steps of ${recipe.batch} examples` +
    `${recipe.pool ? ` drawn from ${recipe.pool}` : ""}, learning rate ${recipe.learningRate}, ` +
    `seed ${recipe.seed}, commit ${commit.slice(0, 10)}, measured ${date}.`
  );
  return `# The embedded model's checkpoints

Made by \`deno task tiny:train\` from nothing but the generator \`lib/tinyWorld\`; this page is written
by it. Every score is on the test split (compositions that no training example has, seed
${cards[0].seed}), with a 95 % Wilson interval over tasks.

${facts.join("\n")}

What they are not: ${cards[0].isNot}.

The base's training programs share misconceptions (each that applies happens with probability 0.65:
a range without its end, \`>\` for \`>=\`, no case for an empty input, a product that starts at 0, …) and
15 % carry a slip of any kind. With a plan or an explicit text the misconceptions happen with
probability 0.25. That is by construction: the flows have something true to find. Its other roles
(plan, repair, judge…) are trained on right answers. The student is trained to solve and nothing else:
its other roles are at 0 % because it never saw them. The others are weak at rewriting, at analysing
and at mending a broken convention that only the error shows. A repair succeeds nearly as often with
another program's error: what the true error adds is within the intervals. The debugger is trained on
analyses and nothing else, which is what prompt optimisation asks of it; the rest it forgot.

${head("solving")}
${solving.join("\n")}

${head("roles")}
${roles.map(([key, title]) => row(title, (s) => s[key] as Score)).join("\n")}
`;
}
