/** The posts that are planned, and what became of those that were. */

import { call, offered } from "../core/api.js";
import { confirm } from "../core/dialogs.js";
import { busy, el, icon, outside } from "../core/dom.js";
import { sentence, words, zoneName } from "../core/format.js";
import { announce } from "../core/notices.js";
import { languages } from "../core/recruiting.js";
import { empty, load } from "../core/section.js";
import { say, told } from "../core/texts.js";
import { span, wall } from "../interviews/zones.js";
import { address } from "./address.js";
import { editDialog } from "./edit.js";
import { pages, placeName } from "./pages.js";

/** The list, and `refresh()` to read it again. */
export function plannedList() {
  const node = el("div", { class: "list-panel" });
  const named = () => Promise.all([plans(), languages(), pages().catch(() => undefined)]);
  const spoken = ([found, of]) => found.map((plan) => ({ ...plan, lang: of.get(plan.job_id) }));
  const refresh = () => load(node, named, (answers) => draw(spoken(answers), refresh));
  refresh();
  return { node, refresh };
}

/** The company's plans, as far as the person may see them. */
export async function plans() {
  const answer = await offered(call("GET", "/api/integrations/linkedin/posts"));
  return answer?.plans ?? [];
}

/** What is stopped with `whose` connection; empty where nothing is. */
export async function losing(whose) {
  const kind = whose === "me" ? "me" : "company";
  const goes = (plan) => isOpen(plan) && plan.targets.some(({ connection }) => connection === kind);
  const count = (await plans().catch(() => [])).filter(goes).length;
  return count ? say("planned.losing", { count }) : "";
}

/** Whether it may be posted still: one that asks for a person's look is. */
const isOpen = ({ state, reason }) => ["planned", "starting"].includes(state) || (state === "stopped" && reason === "job_updated");

function draw(found, refresh) {
  if (found.length === 0) return empty(say("planned.none"), say("planned.noneText"));
  return el("ul", { class: "rows" }, found.map((plan) => row(plan, refresh)));
}

function row(plan, refresh) {
  const edit = el("button", { type: "button", class: "button small", "aria-label": say("planned.changeIt", { title: plan.title }), onclick: (event) => busy(event.currentTarget, async () => editDialog(plan, refresh)) }, say("planned.change"));
  const label = say(isOpen(plan) ? "planned.takeBack" : "planned.removeIt", { title: plan.title });
  const remove = el("button", { type: "button", class: "icon-button", "aria-label": label, onclick: () => takeBack(plan, refresh) }, icon("trash"));
  const isRemovable = plan.can_change || ["stopped", "failed"].includes(plan.state);
  return el("li", { class: "row plan", "data-plan": plan.id },
    el("div", { class: "row-main" },
      el("div", { class: "row-title" }, el("h2", { lang: plan.lang, dir: "auto" }, plan.title), badge(plan)),
      el("p", { class: "meta" }, el("span", {}, icon("clock"), when(plan)), plan.targets.map(place)),
      plan.detail && el("p", { class: "quiet" }, plan.detail),
      plan.warnings.map(({ detail }) => el("p", { class: "quiet" }, detail)),
      plan.text && el("details", {}, el("summary", {}, say("linkedin.preview")), el("p", { class: "preview-text", lang: plan.lang, dir: "auto" }, plan.text))),
    plan.can_change && edit, isRemovable && remove);
}

function when({ publish_at, timezone }) {
  const shown = wall(publish_at, timezone);
  return `${span(shown, shown).split("–")[0]}, ${zoneName(timezone)}`;
}

function place(target) {
  const name = placeName(target);
  if (target.state === "deleted") return el("span", {}, say("planned.deleted", { place: name }));
  return el("span", {}, target.post_url ? outside(target.post_url, name) : name);
}

function badge({ state, reason }) {
  const kind = { published: "good", planned: "good", starting: "good" }[state] ?? "none";
  return el("span", { class: `badge ${kind}` }, reason ? say("planned.stateOf", { state: stateName(state), reason: reasonName(reason) }) : stateName(state));
}

const stateName = (state) => told(`planned.state.${state}`) ?? words(state);
const reasonName = (reason) => told(`planned.reason.${reason}`) ?? words(reason);

function takeBack(plan, refresh) {
  const question = isOpen(plan)
    ? { title: say("planned.really"), text: say("planned.reallyText"), action: say("planned.takeIt") }
    : { title: say("planned.reallyRemove"), text: say("planned.reallyRemoveText"), action: say("planned.remove") };
  confirm(question, async () => {
    const { message } = await call("DELETE", address(plan));
    announce("success", sentence(message));
    await refresh();
  });
}
