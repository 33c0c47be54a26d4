/** The contract and the faults as a program, for Node: prints one JSON line a case. */
import { contract } from "./modelContract.ts";
import { faults } from "./modelFaults.ts";
import { stubServer } from "./stubServer.ts";

const cases = [
  ...contract.map(({ name, run }) => ({
    name,
    async run() {
      await using server = await stubServer();
      await run({ uri: `${server.url}#stub` });
    },
  })),
  ...faults,
].values();

/** Most cases wait for a back-off: four at a time take a quarter of the time. */
await Promise.all(Array.from({ length: 4 }, async () => {
  for (const { name, run } of cases) {
    let error: string | undefined;
    try {
      await run();
    } catch (problem) {
      error = String(problem instanceof Error ? problem.stack : problem);
    }
    console.log(JSON.stringify({ name, error }));
  }
}));
