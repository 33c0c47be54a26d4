import { type DenoJupyter, denoJupyter } from "./denoJupyter.ts";
import { displayData } from "./display.ts";
import type { DisplayData } from "./displayable.ts";
import { bestType, tslabModule } from "./tslab.ts";

/**
 * A place in the notebook whose content changes: the first call shows a value where the cell
 * stands, every later call puts another in its place. Outside a kernel nothing is shown.
 *
 * @example
 * ```ts
 * import { liveDisplay, show } from "tracelab";
 * const live = liveDisplay();
 * const losses = [];
 * for (let step = 1; step <= 3; step++) {
 *   losses.push({ step, value: 1 / step });
 *   await live(show.learningCurves(losses, { y: "loss" }));
 * }
 * ```
 */
export function liveDisplay(
  jupyter: Pick<DenoJupyter, "broadcast"> | undefined = denoJupyter(),
): (value: unknown) => Promise<void> {
  const send = jupyter ? denoPlace(jupyter) : tslabPlace();
  return async (value) => await send?.(await displayData(value));
}

type Send = (data: DisplayData) => void | Promise<void>;

function denoPlace(jupyter: Pick<DenoJupyter, "broadcast">): Send {
  const transient = { display_id: crypto.randomUUID() };
  let type = "display_data";
  return async (data) => {
    await jupyter.broadcast(type, { data, metadata: {}, transient });
    type = "update_display_data";
  };
}

function tslabPlace(): Send | undefined {
  const place = tslabModule()?.newDisplay();
  return place && ((data) => {
    const type = bestType(data);
    if (type) place.raw(type, data[type]);
  });
}
