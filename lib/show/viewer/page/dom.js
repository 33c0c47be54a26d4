/** Elements without a framework; every text of a run goes in as text, never as HTML. */

export function h(tag, props = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === undefined || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name === "style" || name === "value" || name === "checked") {
      name === "style" ? element.style.cssText = value : element[name] = value;
    } else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat(Infinity).filter(Boolean));
  return element;
}

/** Lines of Python, coloured; its own spans are all that becomes HTML. */
export function pythonLines(code) {
  const html = hljs.highlight(code.replace(/\n$/, ""), { language: "python" }).value;
  // A span that goes over a line's end is closed there and opened again in the next.
  const open = [];
  return html.split("\n").map((line) => {
    const start = open.join("");
    for (const tag of line.match(/<span[^>]*>|<\/span>/g) ?? []) {
      tag === "</span>" ? open.pop() : open.push(tag);
    }
    const element = document.createElement("span");
    element.innerHTML = start + line + "</span>".repeat(open.length);
    return element;
  });
}

/**
 * A list of which only the rows in sight are there: `row(i)` makes one of `height` pixels. Returns
 * how it is drawn again with another number of rows, and how one is brought into sight.
 */
export function virtualList(scroller, height, row) {
  const body = h("div", { class: "virtual", role: "rowgroup" });
  scroller.append(body);
  let count = 0, from = -1, to = -1, waiting = false;
  const draw = () => {
    waiting = false;
    const first = Math.max(0, Math.floor((scroller.scrollTop - body.offsetTop) / height) - 8);
    const start = Math.min(first, Math.max(0, count - 1));
    const end = Math.min(count, start + Math.ceil(scroller.clientHeight / height) + 16);
    if (start === from && end === to) return;
    [from, to] = [start, end];
    const rows = [];
    for (let i = start; i < end; i++) {
      const element = row(i);
      element.style.top = `${i * height}px`;
      rows.push(element);
    }
    body.replaceChildren(...rows);
  };
  const soon = () => {
    if (!waiting) requestAnimationFrame(draw);
    waiting = true;
  };
  scroller.addEventListener("scroll", soon, { passive: true });
  addEventListener("resize", soon);
  return {
    show(total) {
      count = total;
      from = -1;
      body.style.height = `${total * height}px`;
      draw();
    },
    reveal(i) {
      const top = body.offsetTop + i * height, head = body.offsetTop;
      if (top - head < scroller.scrollTop) scroller.scrollTop = top - head;
      else if (top + 2 * height > scroller.scrollTop + scroller.clientHeight) {
        scroller.scrollTop = top + 2 * height - scroller.clientHeight;
      }
      from = -1;
      draw();
    },
  };
}
