/** Colleagues who are there too: those with a calendar of their own, and when they are free. */

import { el } from "../core/dom.js";
import { say } from "../core/texts.js";
import { colleagues } from "../connections/status.js";

/** The control: `ids()`, and `onChange(listener)`; nothing is shown where nobody can be chosen. */
export function interviewers() {
  const known = colleagues();
  const boxes = known.map(({ user_id }) => el("input", { type: "checkbox", value: user_id }));
  const lines = known.map(({ email }, index) => el("label", { class: "check" }, boxes[index], el("span", {}, email)));
  const hint = say("schedule.interviewersHint");
  const node = known.length
    ? el("fieldset", { class: "interviewers" }, el("legend", {}, say("schedule.interviewers")), ...lines, el("p", { class: "hint" }, hint))
    : null;
  const onChange = (listener) => node?.addEventListener("change", listener);
  return { node, onChange, ids: () => boxes.filter((box) => box.checked).map((box) => Number(box.value)) };
}

/** How each of `presences` is, in words; nothing where there are none. */
export function presences(all = []) {
  if (all.length === 0) return null;
  return el("ul", { class: "presences" }, all.map(({ availability, reason }) =>
    el("li", { class: "presence", "data-availability": availability }, reason)));
}
