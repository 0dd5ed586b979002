/** The company's own text for posts, with a preview on a real job offer. */

import { call, offered } from "../core/api.js";
import { busy, button, el, field } from "../core/dom.js";
import { count, warningText } from "../core/format.js";
import { announce, notice, problem, problemLine } from "../core/notices.js";
import { jobs } from "../core/recruiting.js";

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
  const shown = el("div", { class: "preview", "aria-live": "polite" }, el("p", { class: "quiet" }, "The preview appears here."));
  const trouble = problemLine();
  const save = el("button", { type: "submit", class: "button primary" }, "Save the template");
  const form = el("form", { class: "template-form", novalidate: true },
    field("Post template", text, hint(answer)), trouble.node, el("div", { class: "form-foot" }, save));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    busy(save, () => store(text, trouble));
  });
  const show = button("Preview", () => preview(job, text, shown), { class: "button" });
  return el("div", { class: "template" }, form,
    el("div", { class: "template-preview" }, field("Preview with", job), show, shown));
}

function hint({ placeholders }) {
  const known = placeholders?.length ? ` Placeholders: ${placeholders.join(", ")}.` : "";
  return `Used for every post without a message of its own. Leave it empty for the standard text.${known}`;
}

async function store(text, trouble) {
  trouble.clear();
  try {
    await call("PUT", PATH, { body: { template: text.value.trim() ? text.value : null } });
    announce("success", "The template is saved.");
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
    el("p", { class: "counter" }, `${count(length)} of ${count(limit)} characters`),
    ...warnings.map((warning) => notice("warning", warningText(warning))),
  ];
}
