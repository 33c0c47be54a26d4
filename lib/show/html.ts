import { visible } from "./visible.ts";

const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/**
 * Text as it may stand in HTML or in a quoted attribute, what is invisible in it made visible.
 *
 * @example
 * ```ts
 * import { show } from "tracelab";
 * show.escapeHtml('if a < b: print("&")'); // 'if a &lt; b: print(&quot;&amp;&quot;)'
 * ```
 */
export function escapeHtml(text: string): string {
  return visible(text).replace(/[&<>"]/g, (character) => entities[character]);
}
