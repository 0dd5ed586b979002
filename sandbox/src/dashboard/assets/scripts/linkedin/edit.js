/** Changing a planned post: its time, or what it says. */

import { call } from "../core/api.js";
import { open } from "../core/dialogs.js";
import { busy, el, field } from "../core/dom.js";
import { sentence, warningText } from "../core/format.js";
import { announce, problemLine } from "../core/notices.js";
import { say } from "../core/texts.js";
import { address } from "./address.js";
import { later } from "./later.js";
import { preview } from "./preview.js";

const LIMIT = 3000;

/** Opens the dialog for `plan`; `changed` is called once it is saved. */
export function editDialog(plan, changed) {
  const time = later({ at: plan.publish_at, timezone: plan.timezone });
  const before = time.time();
  const message = el("textarea", { rows: 6, maxlength: LIMIT, placeholder: say("linkedin.companyText") });
  message.value = plan.custom_message ?? "";
  const look = preview(() => ({ job_id: plan.job_id, custom_message: message.value.trim() || undefined }), plan.lang);
  const trouble = problemLine();
  const submit = el("button", { type: "submit", class: "button primary" }, say("page.save"));
  const cancel = el("button", { type: "button", class: "button", onclick: () => dialog.close() }, say("page.leave"));
  const form = el("form", { novalidate: true },
    el("div", { class: "dialog-body" }, el("p", { class: "dialog-subject", lang: plan.lang, dir: "auto" }, plan.title), time.node, field(say("linkedin.message"), message), look, trouble.node),
    el("footer", { class: "dialog-foot" }, cancel, submit));
  const dialog = open(say("planned.title"), form);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    busy(submit, send);
  });

  async function send() {
    trouble.clear();
    try {
      const answer = await call("PATCH", address(plan), { body: body() });
      dialog.close();
      const told = (answer.warnings ?? []).map(warningText);
      const isDone = told.length === 0 && answer.plan?.state === "planned";
      announce(isDone ? "success" : "info", [sentence(answer.message), ...told].join(" "));
      await changed();
    } catch (error) {
      trouble.show(error);
    }
  }

  /** The time only where it is another one: one that is near can't be chosen anew, and may be kept. */
  function body() {
    const wanted = time.time();
    if (!wanted) throw new Error(say("planned.both"));
    const isMoved = wanted.publish_at !== before.publish_at;
    return { custom_message: message.value.trim() || null, ...(isMoved ? wanted : {}) };
  }
}
