/** The public page of a job offer: where the link of a post leads. */

import { call, offered } from "./core/api.js";
import { el, icon } from "./core/dom.js";
import { jobType } from "./core/format.js";
import { languagePicker } from "./core/language-picker.js";
import { fillPage, name } from "./core/page.js";
import { load } from "./core/section.js";
import { say } from "./core/texts.js";

const id = window.location.pathname.split("/").pop();

fillPage();
name(say("offer.page"));
document.getElementById("language").append(languagePicker());
load(document.getElementById("main"), () => offered(call("GET", `/api/jobs/${encodeURIComponent(id)}`)), (job) => (job ? offer(job) : gone()));

function offer({ title, company_name, location, job_type, description, requirements, language }) {
  name(title);
  return [
    el("h1", { lang: language }, title),
    el("p", { class: "lead" }, company_name),
    el("p", { class: "meta" },
      location && el("span", {}, icon("pin"), location),
      job_type && el("span", {}, icon("briefcase"), jobType(job_type))),
    ...[description, requirements].filter(Boolean).map((text) => el("p", { class: "offer-text", lang: language, dir: "auto" }, text)),
    el("p", { class: "quiet" }, say("offer.apply")),
  ];
}

/** The link of a post outlives the offer. */
function gone() {
  return [el("h1", {}, say("offer.gone")), el("p", { class: "quiet" }, say("offer.goneText"))];
}
