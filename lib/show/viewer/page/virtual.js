/** Long and wide lists of which only what is in sight is in the page. */
import { h } from "./dom.js";

/**
 * Rows of `height` pixels: `row(i, from, to)` makes one, with the columns from `from` to `to`. `wide()`
 * says how wide a column is, and how wide what stands before them all; `head(from, to)` is told which
 * are in sight. A row that stays in sight is not made again.
 *
 * Returns how it is drawn again with another number of rows and columns, and how a row is brought
 * into sight.
 */
export function virtualList(scroller, height, row, { wide, head } = {}) {
  const body = h("div", { class: "virtual", role: "rowgroup" });
  scroller.append(body);
  let count = 0, columns = 0, left = 0, right = 0, across, waiting = false;
  let rows = new Map();
  const draw = () => {
    waiting = false;
    const first = Math.max(0, Math.floor((scroller.scrollTop - body.offsetTop) / height) - 8);
    const start = Math.min(first, Math.max(0, count - 1));
    const end = Math.min(count, start + Math.ceil(scroller.clientHeight / height) + 16);
    if (wide) {
      const { column, before } = wide();
      const from = Math.max(0, Math.floor(scroller.scrollLeft / column) - 4);
      const to = Math.min(columns, from + Math.ceil(scroller.clientWidth / column) + 8);
      const now = `${from} ${to} ${column} ${before}`;
      if (now !== across) {
        [across, left, right, rows] = [now, from, to, new Map()];
        body.style.width = `${before + columns * column}px`;
        head(from, to);
      }
    }
    const kept = new Map();
    for (let i = start; i < end; i++) {
      kept.set(i, rows.get(i) ?? row(i, left, right));
      kept.get(i).style.top = `${i * height}px`;
    }
    const shown = new Set(kept.values());
    for (const element of [...body.children]) if (!shown.has(element)) element.remove();
    let place = body.firstChild;
    for (const element of shown) {
      if (element === place) place = place.nextSibling;
      else body.insertBefore(element, place);
    }
    rows = kept;
  };
  const soon = () => {
    if (!waiting) requestAnimationFrame(draw);
    waiting = true;
  };
  scroller.addEventListener("scroll", soon, { passive: true });
  addEventListener("resize", soon);
  const again = () => {
    rows = new Map();
    across = undefined;
    draw();
  };
  return {
    show(rowCount, columnCount = 0) {
      [count, columns] = [rowCount, columnCount];
      body.style.height = `${count * height}px`;
      again();
    },
    reveal(i) {
      const top = body.offsetTop + i * height, above = body.offsetTop;
      if (top - above < scroller.scrollTop) scroller.scrollTop = top - above;
      else if (top + 2 * height > scroller.scrollTop + scroller.clientHeight) {
        scroller.scrollTop = top + 2 * height - scroller.clientHeight;
      }
      again();
    },
  };
}
