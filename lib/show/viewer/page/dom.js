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
  // One by one: a call takes no hundred thousand arguments, and a program may have as many lines.
  for (const child of children.flat(Infinity)) if (child) element.append(child);
  return element;
}

/** Lines as Python counts them (a lone `\r` ends one), coloured; its own spans are all that becomes HTML. */
export function pythonLines(code) {
  const text = code.replace(/\r\n?/g, "\n").replace(/\n$/, "");
  const html = hljs.highlight(text, { language: "python" }).value;
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
