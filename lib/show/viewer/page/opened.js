/** The attempt that is opened: its texts are loaded with those of its parents and answers. */
import { textPart } from "./data.js";
import { h } from "./dom.js";
import { SIGNS } from "./names.js";
import { samplePage } from "./sample.js";

/** `open(row, list)` opens another one; `step(±1)` goes on. */
export function openedPane(index, { armName, statusOf }, texts, { open, step }) {
  const { columns } = index;
  const page = h("article", { class: "sample", tabindex: -1, hidden: true });
  let prompts, children;

  /** What answers each attempt. */
  function answersOf(row) {
    if (!children) {
      children = new Map();
      columns.parent.forEach((parent, one) => {
        if (parent < 0) return;
        const answers = children.get(parent);
        if (answers) answers.push(one);
        else children.set(parent, [one]);
      });
    }
    return children.get(row) ?? [];
  }

  const tool = (text, label, does) =>
    h("button", { title: label, "aria-label": label, onclick: does }, text);

  /** Others of the same cell. */
  const beside = (row, among) =>
    h(
      "p",
      { class: "among" },
      among.slice(0, 200).map((other) =>
        h("button", {
          class: `cell s-${statusOf(other)}${other === row ? " open" : ""}`,
          title: `sample ${columns.sample[other]}: ${statusOf(other)}`,
          onclick: () => open(other),
        }, SIGNS[statusOf(other)] ?? "·")
      ),
    );

  return {
    page,
    close() {
      page.hidden = true;
      document.body.classList.remove("opened");
    },
    /** Shows an attempt unless `wanted()` is false when its texts have come. */
    async show(row, among, wanted) {
      const [one, all] = await Promise.all([
        texts.at(row),
        prompts ?? textPart("tasks").then((text) => prompts = JSON.parse(text)),
      ]);
      const parents = [], answers = [];
      for (let at = columns.parent[row]; at >= 0 && parents.length < 50; at = columns.parent[at]) {
        parents.push({ row: at, one: await texts.at(at) });
      }
      for (const at of answersOf(row).slice(0, 50)) {
        answers.push({ row: at, one: await texts.at(at) });
      }
      if (!wanted()) return false;
      const around = { parents, answers, prompt: all.prompts[one.taskId], noPrompt: all.why };
      const status = one.verdict?.status ?? one.role;
      page.replaceChildren(
        h(
          "header",
          {},
          h("h2", {}, h("span", { class: `mark s-${status}` }, status), ` ${one.taskId}`),
          h(
            "span",
            { class: "tools" },
            tool("↑", "the one before (k)", () => step(-1)),
            tool("↓", "the next (j)", () => step(1)),
            tool("✕", "close (Esc)", () => open(-1)),
          ),
          h(
            "p",
            { class: "soft" },
            `${armName(columns.arm[row])} · round ${one.round} · sample ${one.sample}`,
          ),
          among?.length > 1 && beside(row, among),
        ),
        ...samplePage(one, around, (other) => open(other)),
      );
      page.hidden = false;
      page.scrollTop = 0;
      document.body.classList.add("opened");
      return true;
    },
  };
}
