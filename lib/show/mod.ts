/**
 * Data in, something that both kernels display out.
 *
 * @module
 */
export { display } from "./display.ts";
export { liveDisplay } from "./liveDisplay.ts";
export { keepIndex } from "./viewer/logIndex.ts";
export { type RunServer, serveRuns } from "./viewer/serveRuns.ts";
/** Tables, charts, code: `show.table(rows)`, `show.passRates(rows)`… */
export * as show from "./show.ts";

import { interruptInKernel } from "./interrupt.ts";
import { watchInKernel } from "./progress.ts";

watchInKernel();
interruptInKernel();
