import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { type RecipeName, tinyRecipes } from "../../tiny/mod.ts";
import { type Card, cardsPage } from "./card.ts";

const names = Object.keys(tinyRecipes) as RecipeName[];
const cards = names.map((name): Card => JSON.parse(readFileSync(`data/tiny/${name}.json`, "utf8")));

Deno.test("every card is of the checkpoint beside it, made by the recipe of today", () => {
  for (const card of cards) {
    const bytes = readFileSync(`data/tiny/${card.name}.tiny`);
    assert.equal(card.bytes, bytes.length, card.name);
    assert.equal(card.sha256, createHash("sha256").update(bytes).digest("hex"), card.name);
    assert.deepEqual(card.recipe, JSON.parse(JSON.stringify(tinyRecipes[card.name as RecipeName])));
  }
});

Deno.test("the page of the cards says what the cards say", () => {
  assert.equal(readFileSync("data/tiny/README.md", "utf8"), cardsPage(cards));
});

Deno.test("the checkpoints have under 2 MB together", () => {
  assert(cards.reduce((sum, { bytes }) => sum + bytes, 0) < 2e6);
});
