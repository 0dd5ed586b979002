/** The company's own text for posts, with a preview on a real job offer. */

import { call, offered } from "../core/api.js";
import { busy, button, el, field } from "../core/dom.js";
import { warningText } from "../core/format.js";
import { announce, notice, problem, problemLine } from "../core/notices.js";
import { jobs } from "../core/recruiting.js";
import { say } from "../core/texts.js";

const PATH = "/api/integrations/linkedin/template";

/** The editor, or `undefined` where the API offers no templates. */
export async function templateEditor() {
  const answer = await offered(call("GET", PATH)).catch(() => undefined);
  if (!answer) return undefined;
  return editor(answer, await jobs().catch(() => []));
}

function editor(answer, offers) {
  const text = el("textarea", { rows: 14, value: answer.template ?? "", spellcheck: "true" });
  const job = el("select", {}, offers.map(({ id, title }) => el("option", { value: id }, title)));
  const shown = el("div", { class: "preview", "aria-live": "polite" }, el("p", { class: "quiet" }, say("template.appears")));
  const trouble = problemLine();
  const save = el("button", { type: "submit", class: "button primary" }, say("template.save"));
  const form = el("form", { class: "template-form", novalidate: true },
    field(say("template.text"), text, hint(answer)), trouble.node, el("div", { class: "form-foot" }, save));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    busy(save, () => store(text, trouble));
  });
  const show = button(say("linkedin.preview"), () => preview(job, text, shown), { class: "button" });
  return el("div", { class: "template" }, form,
    el("div", { class: "template-preview" }, field(say("template.with"), job), show, shown));
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

async function preview(job, text, shown) {
  const body = { job_id: Number(job.value), template: text.value.trim() ? text.value : undefined };
  try {
    shown.replaceChildren(...post(await call("POST", "/api/integrations/linkedin/preview", { body })));
  } catch (error) {
    shown.replaceChildren(problem(error));
  }
}

function post({ text, length, limit, warnings = [] }) {
  return [
    el("p", { class: "preview-text" }, text),
    el("p", { class: "counter" }, say("linkedin.counter", { count: length, limit })),
    ...warnings.map((warning) => notice("warning", warningText(warning))),
  ];
}
