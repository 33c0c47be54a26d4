import assert from "node:assert/strict";
import { logOddsOf } from "./logOddsOf.ts";
import { readMark } from "./readMark.ts";
import { readYesNo } from "./readYesNo.ts";

Deno.test("log-odds are those of the tokens that spell the verdict", () => {
  const reply = {
    text: "So [[Incorrect]]",
    logprobs: [["So [[", -2], ["In", Math.log(0.9)], ["correct", 0], ["]]", -1]].map((
      [token, logprob],
    ) => ({ token: String(token), logprob: Number(logprob) })),
  };
  const odds = logOddsOf(reply, readMark(reply.text)!)!;
  assert(Math.abs(odds + Math.log(9)) < 1e-9, `${odds}`);
  assert.equal(logOddsOf({ ...reply, text: "else" }, readMark(reply.text)!), undefined);
  assert.equal(logOddsOf({ text: reply.text }, readMark(reply.text)!), undefined);
  const sure = logOddsOf(
    { text: "Yes", logprobs: [{ token: "Yes", logprob: 0 }] },
    readYesNo("Yes")!,
  );
  assert(sure! > 36 && sure! < 37);
});
