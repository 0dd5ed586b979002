/** The LinkedIn pages the company may post for, and the one it posts to by default. */

import { call, offered } from "../core/api.js";
import { busy, el, field } from "../core/dom.js";
import { announce, notice } from "../core/notices.js";
import { say } from "../core/texts.js";

const names = new Map();

/** `{organizations, default_organization_id?, reason?}`, or `undefined` where the API cannot say. */
export async function pages() {
  const answer = await offered(call("GET", "/api/integrations/linkedin/organizations"));
  learn(answer?.organizations ?? []);
  return answer;
}

/** Remembers what `organizations` are called. */
export function learn(organizations) {
  for (const { id, name } of organizations) names.set(id, name);
}

/** Where a post went, in words, from its `target` and `organization_id` as the API tells them. */
export function placeName({ target, organization_id }) {
  const known = names.get(organization_id) ?? names.get(target);
  if (known) return known;
  const told = organization_id || target || "personal";
  return told === "personal" ? say("linkedin.profile") : told;
}

/** The choice of the default page; it stays empty where there is nothing to choose. */
export function defaultPage() {
  const place = el("div", { class: "default-page" });
  pages().then(
    (answer) => answer && place.append(answer.organizations.length ? chooser(answer) : notice("info", answer.reason)),
    (error) => place.append(notice("warning", error.message)),
  );
  return place;
}

function chooser(answer) {
  const select = el("select", { onchange: () => busy(select, save) },
    el("option", { value: "", disabled: true, selected: !answer.default_organization_id }, say("linkedin.choosePage")),
    answer.organizations.map(({ id, name }) => el("option", { value: id, selected: id === answer.default_organization_id }, name)));
  return field(say("linkedin.defaultPage"), select);

  async function save() {
    try {
      await call("PUT", "/api/integrations/linkedin/organization", { body: { organization_id: select.value } });
      announce("success", say("linkedin.goTo", { page: select.selectedOptions[0].text }));
    } catch (error) {
      announce("error", error.message);
    }
  }
}
