/** Where a post goes: the personal profile, pages, or whatever the API asks to choose from. */

import { el, field } from "../core/dom.js";
import { say } from "../core/texts.js";
import { learn, pages } from "./pages.js";

/** From how many targets on they can be searched. */
const MANY = 8;

/** The choice. `chosen()` gives `organization_ids`, or `undefined` where the API decides. */
export function targets() {
  const node = el("fieldset", { class: "targets" }, el("legend", {}, say("publish.where")), el("p", { class: "quiet" }, say("publish.lookingUp")));
  const ready = pages().then((answer) => (answer ? offer(node, answer) : leave(node)), () => leave(node));
  return { node, ready, chosen: () => chosen(node), require: (organizations) => require(node, organizations) };
}

function offer(node, { organizations, default_organization_id, personal }) {
  const preset = default_organization_id ?? (organizations.length === 1 ? organizations[0].id : undefined);
  const only = organizations.length === 0 && personal?.is_possible !== false;
  draw(node, organizations, (id) => id === preset || (only && id === "personal"), personal);
}

/** The API does not list pages: it posts to the one it knows. */
function leave(node) {
  node.replaceChildren(el("legend", {}, say("publish.where")), el("p", { class: "quiet" }, say("publish.decided")));
}

/** The API asks to choose among `organizations` (409 `organization_required`). */
function require(node, organizations) {
  learn(organizations);
  draw(node, organizations, () => false);
  node.querySelector("input")?.focus();
}

function draw(node, organizations, checked, personal) {
  const pages = organizations.map((page) => ({ ...page, note: say("linkedin.page") }));
  const note = personal?.reason ?? (personal?.account ? say("linkedin.profileOf", { account: personal.account }) : say("linkedin.profileOfWho"));
  const disabled = personal?.is_possible === false;
  const options = [{ id: "personal", name: say("linkedin.profile"), note, disabled }, ...pages];
  const choices = el("div", { class: "choices" }, options.map((option) => choice(option, checked(option.id))));
  node.replaceChildren(...[el("legend", {}, say("publish.where")), options.length > MANY && search(choices), choices].filter(Boolean));
}

/** A field that leaves those whose name has what is typed; what is chosen stays in sight. */
function search(choices) {
  const typed = el("input", { type: "search", autocomplete: "off" });
  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  typed.addEventListener("input", () => {
    for (const one of choices.children) {
      one.hidden = !plain(one.textContent).includes(plain(typed.value)) && !one.querySelector(":checked");
    }
  });
  return field(say("publish.search"), typed);
}

function choice({ id, name, note, disabled }, checked) {
  return el("label", { class: "choice" },
    el("input", { type: "checkbox", name: "target", value: id, checked, disabled }),
    el("span", { class: "choice-text" }, el("strong", {}, name), el("span", { class: "quiet" }, note)));
}

function chosen(node) {
  const inputs = [...node.querySelectorAll("input")];
  return inputs.length ? inputs.filter((input) => input.checked).map((input) => input.value) : undefined;
}
