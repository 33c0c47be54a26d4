/** The contract against a server of somebody else's making: llama.cpp's, over a model that the test writes. */
import { llamaServer } from "../../testing/llamaServer.ts";
import { contract } from "../../testing/modelContract.ts";
import { needs } from "../../testing/needs.ts";

Deno.test({
  ...needs("llamacpp"),
  name: "llama.cpp's server",
  async fn(t) {
    await using server = await llamaServer();
    for (const { name, run } of contract) {
      await t.step(name, () => run({ uri: `${server.url}#tiny` }));
    }
  },
});
