/** Who is invited: addresses as chips that can be added and taken away. */

import { el, field, icon } from "../core/dom.js";
import { say } from "../core/texts.js";

const ADDRESS = /^[^\s@,;]+@[^\s@,;]+\.[^\s@,;]+$/;

/**
 * The control: `emails()`, `replace(emails)` to begin anew, and `finish()`, which takes what is typed and throws
 * where that is no address. `onChange(listener)` hears of every change.
 */
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
  const changes = new EventTarget();
  const changed = () => changes.dispatchEvent(new Event("change"));
  return { node, emails, replace, finish, onChange: (listener) => changes.addEventListener("change", listener) };

  function replace(list) {
    chips.replaceChildren(...list.map(add));
    changed();
  }

  function finish() {
    take();
    if (!input.value.trim()) return;
    input.focus();
    throw new Error(say("schedule.noAddress", { text: input.value.trim() }));
  }

  function take() {
    const email = input.value.trim();
    input.setAttribute("aria-invalid", Boolean(email) && !ADDRESS.test(email));
    if (!ADDRESS.test(email)) return;
    if (!emails().includes(email)) chips.append(add(email));
    input.value = "";
    changed();
  }

  function add(email) {
    return chip(email, (node) => {
      const next = node.nextElementSibling?.querySelector("button") ?? input;
      node.remove();
      next.focus();
      changed();
    });
  }
}

/** `remove(node)` takes it away; the focus goes to the next one. */
function chip(email, remove) {
  const cross = el("button", { type: "button", class: "chip-remove", "aria-label": say("schedule.remove", { email }) }, icon("close"));
  const node = el("li", { class: "chip", "data-email": email }, email, cross);
  cross.addEventListener("click", () => remove(node));
  return node;
}
