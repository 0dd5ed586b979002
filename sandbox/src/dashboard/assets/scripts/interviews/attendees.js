/** Who is invited: addresses as chips that can be added and taken away. */

import { el, field, icon } from "../core/dom.js";
import { say } from "../core/texts.js";

const ADDRESS = /^[^\s@,;]+@[^\s@,;]+\.[^\s@,;]+$/;

/** The control: `emails()`, and `replace(emails)` to begin anew. */
export function attendees() {
  const chips = el("ul", { class: "chips", "aria-label": say("schedule.invited") });
  const input = el("input", { type: "email", autocomplete: "off", placeholder: say("schedule.addressExample") });
  const node = el("div", { class: "attendees" }, chips, field(say("schedule.attendees"), input, say("schedule.attendeesHint")));
  const emails = () => [...chips.children].map((chip) => chip.dataset.email);
  input.addEventListener("keydown", (event) => {
    if (!["Enter", ",", ";"].includes(event.key)) return;
    event.preventDefault();
    take();
  });
  input.addEventListener("blur", take);
  return { node, emails, replace: (list) => chips.replaceChildren(...list.map(chip)) };

  function take() {
    const email = input.value.trim();
    input.setAttribute("aria-invalid", Boolean(email) && !ADDRESS.test(email));
    if (!ADDRESS.test(email)) return;
    if (!emails().includes(email)) chips.append(chip(email));
    input.value = "";
  }
}

function chip(email) {
  const remove = el("button", { type: "button", class: "chip-remove", "aria-label": say("schedule.remove", { email }) }, icon("close"));
  const node = el("li", { class: "chip", "data-email": email }, email, remove);
  remove.addEventListener("click", () => node.remove());
  return node;
}
