/** The company's own text for posts, with a preview on a real job offer. */

import { call, offered } from "../core/api.js";
import { busy, button, el, field } from "../core/dom.js";
import { announce, problemLine } from "../core/notices.js";
import { jobs } from "../core/recruiting.js";
import { say } from "../core/texts.js";
import { show } from "./preview.js";

const PATH = "/api/integrations/linkedin/template";

/** The editor, or `undefined` where the API offers no templates. */
export async function templateEditor() {
  const answer = await offered(call("GET", PATH)).catch(() => undefined);
  if (!answer) return undefined;
  return editor(answer, await jobs().catch(() => []));
}

function editor(answer, offers) {
  const text = el("textarea", { rows: 14, value: answer.template ?? "", spellcheck: "true" });
  const job = el("select", {}, offers.map(({ id, title, language }) => el("option", { value: id, lang: language }, title)));
  const shown = el("div", { class: "previewed", "aria-live": "polite" }, el("p", { class: "quiet" }, say("template.appears")));
  const trouble = problemLine();
  const save = el("button", { type: "submit", class: "button primary" }, say("template.save"));
  const form = el("form", { class: "template-form", novalidate: true },
    field(say("template.text"), text, hint(answer)), trouble.node, el("div", { class: "form-foot" }, save));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    busy(save, () => store(text, trouble));
  });
  const look = button(say("linkedin.preview"), () => show(wanted(), shown, job.selectedOptions[0]?.lang || undefined), { class: "button" });
  const wanted = () => ({ job_id: Number(job.value), template: text.value.trim() ? text.value : undefined });
  return el("div", { class: "template" }, form,
    el("div", { class: "template-preview" }, field(say("template.with"), job), look, shown));
}

function hint({ placeholders }) {
  const known = placeholders?.length && say("template.placeholders", { names: placeholders.join(", ") });
  return [say("template.hint"), known].filter(Boolean).join(" ");
}

async function store(text, trouble) {
  trouble.clear();
  try {
    await call("PUT", PATH, { body: { template: text.value.trim() ? text.value : null } });
    announce("success", say("template.saved"));
  } catch (error) {
    trouble.show(error);
  }
}
