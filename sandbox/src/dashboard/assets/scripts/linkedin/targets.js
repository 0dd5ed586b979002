/** Where a post goes: the personal profile, pages, or whatever the API asks to choose from. */

import { el } from "../core/dom.js";
import { learn, pages } from "./pages.js";

/** The choice. `chosen()` gives `organization_ids`, or `undefined` where the API decides. */
export function targets() {
  const node = el("fieldset", { class: "targets" }, el("legend", {}, "Publish to"), el("p", { class: "quiet" }, "Looking up your pages…"));
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
  node.replaceChildren(el("legend", {}, "Publish to"), el("p", { class: "quiet" }, "Your company's LinkedIn page, or the profile of the person who connected LinkedIn where there is none."));
}

/** The API asks to choose among `organizations` (409 `organization_required`). */
function require(node, organizations) {
  learn(organizations);
  draw(node, organizations, () => false);
  node.querySelector("input")?.focus();
}

function draw(node, organizations, checked, personal) {
  const pages = organizations.map((page) => ({ ...page, note: "Company page" }));
  const note = personal?.reason ?? `Of ${personal?.account ?? "the person who connected LinkedIn"}`;
  const disabled = personal?.is_possible === false;
  const options = [{ id: "personal", name: "Personal profile", note, disabled }, ...pages];
  node.replaceChildren(el("legend", {}, "Publish to"),
    el("div", { class: "choices" }, options.map((option) => choice(option, checked(option.id)))));
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
