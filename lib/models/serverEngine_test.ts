import { contract } from "../testing/modelContract.ts";
import { faults } from "../testing/modelFaults.ts";
import { stubServer } from "../testing/stubServer.ts";

for (const { name, run } of contract) {
  Deno.test(`a server: ${name}`, async () => {
    await using server = await stubServer();
    await run({ uri: `${server.url}#stub` });
  });
}

for (const { name, run } of faults) Deno.test(`a failing server: ${name}`, run);
