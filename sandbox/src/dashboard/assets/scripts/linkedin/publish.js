/** Publishing one job offer: what to say, where, and what came of it. */

import { call } from "../core/api.js";
import { open } from "../core/dialogs.js";
import { busy, el, field } from "../core/dom.js";
import { sentence, warningText } from "../core/format.js";
import { keyed } from "../core/idempotency.js";
import { keep } from "../core/keepsake.js";
import { announce, problemLine } from "../core/notices.js";
import { later } from "./later.js";
import { preview } from "./preview.js";
import { result } from "./result.js";
import { targets } from "./targets.js";

const LIMIT = 3000;

/** Opens the dialog for `job`; `published` is called once something went online. */
export function publishDialog(job, published) {
  const where = targets();
  const message = el("textarea", { rows: 6, maxlength: LIMIT, placeholder: "Leave empty to use your company's text." });
  const time = later({ hint: "Leave empty to publish now." });
  const look = preview(() => ({ job_id: job.id, custom_message: message.value.trim() || undefined }));
  const trouble = problemLine();
  const submit = el("button", { type: "submit", class: "button primary" }, "Publish");
  const cancel = el("button", { type: "button", class: "button", onclick: () => dialog.close() }, "Cancel");
  const form = el("form", { novalidate: true },
    el("div", { class: "dialog-body" }, el("p", { class: "dialog-subject" }, job.title), where.node, counted(message), time.node, look, trouble.node),
    el("footer", { class: "dialog-foot" }, cancel, submit));
  const dialog = open("Publish on LinkedIn", form);
  const keyOf = keyed();
  time.listen(() => (submit.textContent = wanted() ? "Plan" : "Publish"));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    busy(submit, send);
  });

  async function send() {
    trouble.clear();
    await where.ready;
    const organization_ids = where.chosen();
    if (organization_ids?.length === 0) return trouble.show(new Error("Choose where to publish."));
    try {
      finish(await post(organization_ids));
    } catch (error) {
      if (error.code === "organization_required") where.require(error.body.organizations ?? []);
      trouble.show(error);
    }
  }

  async function post(organization_ids) {
    const body = { job_id: job.id, custom_message: message.value.trim() || undefined, organization_ids, ...time.time() };
    return call("POST", "/api/integrations/linkedin/publish-job", { body, key: keyOf(body) });
  }

  /** Whether a time is given, whole or not. */
  function wanted() {
    try {
      return time.time() !== undefined;
    } catch {
      return true;
    }
  }

  function finish(answer) {
    if (answer.plan) return planned(answer);
    remember(job, answer);
    published();
    const next = result(answer, { close: () => dialog.close(), again: async (ids) => finish(await post(ids)) });
    dialog.lastElementChild.replaceWith(next);
    next.querySelector("[data-done]").focus();
  }

  function planned({ message, plan, errors = [], warnings = [] }) {
    dialog.close();
    const told = [...errors.map(({ error }) => error), ...warnings.map(warningText)];
    const isDone = told.length === 0 && plan.state === "planned";
    announce(isDone ? "success" : "info", [sentence(message), ...told].join(" "));
    published();
  }
}

function counted(message) {
  const counter = el("p", { class: "counter", "aria-live": "off" });
  const count = () => (counter.textContent = `${message.value.length} / ${LIMIT}`);
  message.addEventListener("input", count);
  count();
  return el("div", {}, field("Message (optional)", message, "Replaces the text of the post. The link to apply is always added."), counter);
}

function remember(job, answer) {
  for (const { post_id, post_url, target, organization_id } of answer.published ?? []) {
    keep("posts", "post_id", { post_id, post_url, target, organization_id, job_id: job.id, title: job.title });
  }
}
