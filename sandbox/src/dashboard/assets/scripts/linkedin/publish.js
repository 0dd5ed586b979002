/** Publishing one job offer: what to say, where, and what came of it. */

import { call } from "../core/api.js";
import { open } from "../core/dialogs.js";
import { busy, el, field } from "../core/dom.js";
import { sentence, warningText } from "../core/format.js";
import { keyed } from "../core/idempotency.js";
import { keep } from "../core/keepsake.js";
import { announce, problemLine } from "../core/notices.js";
import { say } from "../core/texts.js";
import { later } from "./later.js";
import { preview } from "./preview.js";
import { result, summary } from "./result.js";
import { targets } from "./targets.js";

const LIMIT = 3000;

/** Opens the dialog for `job`; `published` is called once something went online. */
export function publishDialog(job, published) {
  const where = targets();
  const message = el("textarea", { rows: 6, maxlength: LIMIT, placeholder: say("linkedin.companyText") });
  const time = later({ hint: say("publish.nowHint") });
  const look = preview(() => ({ job_id: job.id, custom_message: message.value.trim() || undefined }), job.language);
  const trouble = problemLine();
  const submit = el("button", { type: "submit", class: "button primary" }, say("linkedin.publish"));
  const cancel = el("button", { type: "button", class: "button", onclick: () => dialog.close() }, say("page.cancel"));
  const form = el("form", { novalidate: true },
    el("div", { class: "dialog-body" }, el("p", { class: "dialog-subject", lang: job.language, dir: "auto" }, job.title), where.node, counted(message), time.node, look, trouble.node),
    el("footer", { class: "dialog-foot" }, cancel, submit));
  const dialog = open(say("publish.title"), form);
  const keyOf = keyed();
  time.listen(() => (submit.textContent = say(wanted() ? "publish.plan" : "linkedin.publish")));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    busy(submit, send);
  });

  async function send() {
    trouble.clear();
    await where.ready;
    const organization_ids = where.chosen();
    if (organization_ids?.length === 0) return trouble.show(new Error(say("publish.chooseWhere")));
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
    if (!dialog.open) return tell(answer);
    const next = result(answer, { close: () => dialog.close(), again: (ids) => retry(answer, ids) });
    dialog.lastElementChild.replaceWith(next);
    dialog.onclose = () => tell(answer);
    next.querySelector("[data-done]").focus();
  }

  /** Where `before` was refused; what it has put online stays told. */
  async function retry(before, ids) {
    try {
      finish(joined(before, await post(ids)));
    } catch (error) {
      if (dialog.open) throw error;
      announce("error", [el("p", {}, error.message), summary(before)]);
    }
  }

  function planned({ message, plan, errors = [], warnings = [] }) {
    dialog.close();
    const told = [...errors.map(({ error }) => error), ...warnings.map(warningText)];
    const isDone = told.length === 0 && plan.state === "planned";
    announce(isDone ? "success" : "info", [sentence(message), ...told].join(" "));
    published();
  }
}

/** For whoever has closed the dialog. */
function tell(answer) {
  announce(answer.errors?.length ? "info" : "success", summary(answer));
}

/** Both answers as one: `later` says what became of all that `earlier` says was refused. */
function joined(earlier, later) {
  const both = (name) => [...(earlier[name] ?? []), ...(later[name] ?? [])];
  return { ...later, published: both("published"), warnings: both("warnings") };
}

function counted(message) {
  const counter = el("p", { class: "counter", "aria-live": "off" });
  const count = () => (counter.textContent = say("linkedin.counter", { count: message.value.length, limit: LIMIT }));
  message.addEventListener("input", count);
  count();
  return el("div", {}, field(say("linkedin.message"), message, say("linkedin.messageHint")), counter);
}

function remember(job, answer) {
  for (const { post_id, post_url, target, organization_id } of answer.published ?? []) {
    keep("posts", "post_id", { post_id, post_url, target, organization_id, job_id: job.id, title: job.title });
  }
}
