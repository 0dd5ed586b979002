/** Tabs after the ARIA Authoring Practices: arrows move, one panel is shown. */

import { el, unique } from "./dom.js";

/** Tabs labelled `label`. `items` are `{name, panel}`; `add` brings one later. Which is chosen stays so in `kept`, for tabs that are drawn anew. */
export function tabs(label, items, kept = { chosen: 0 }) {
  const list = el("div", { class: "tabs", role: "tablist", "aria-label": label });
  const node = el("div", {}, list);
  list.addEventListener("keydown", (event) => step(list, event));
  items.forEach(add);
  choose(list.children[kept.chosen]);
  return { node, add };

  function add({ name, panel }) {
    const tab = el("button", { type: "button", role: "tab", id: unique("tab") }, name);
    panel.id = unique("panel");
    panel.setAttribute("role", "tabpanel");
    panel.setAttribute("aria-labelledby", tab.id);
    tab.setAttribute("aria-controls", panel.id);
    tab.addEventListener("click", () => choose(tab));
    list.append(tab);
    node.append(panel);
    mark(tab, false);
  }

  function choose(chosen) {
    kept.chosen = [...list.children].indexOf(chosen);
    for (const tab of list.children) mark(tab, tab === chosen);
  }

  function mark(tab, selected) {
    tab.setAttribute("aria-selected", selected);
    tab.tabIndex = selected ? 0 : -1;
    const panel = [...node.children].find((child) => child.id === tab.getAttribute("aria-controls"));
    panel.hidden = !selected;
  }
}

function step(list, event) {
  const move = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!move) return;
  const all = [...list.children];
  const next = all[(all.indexOf(document.activeElement) + move + all.length) % all.length];
  next.focus();
  next.click();
}
