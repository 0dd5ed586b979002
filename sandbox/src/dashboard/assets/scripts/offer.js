/** The public page of a job offer: where the link of a post leads. */

import { call } from "./core/api.js";
import { el, icon } from "./core/dom.js";
import { words } from "./core/format.js";
import { load } from "./core/section.js";

const id = window.location.pathname.split("/").pop();

load(document.getElementById("main"), () => call("GET", `/api/jobs/${encodeURIComponent(id)}`), offer);

function offer({ title, company_name, location, job_type, description, requirements }) {
  document.title = `${title} · IntoWork`;
  return [
    el("h1", {}, title),
    el("p", { class: "lead" }, company_name),
    el("p", { class: "meta" },
      location && el("span", {}, icon("pin"), location),
      job_type && el("span", {}, icon("briefcase"), words(job_type))),
    ...[description, requirements].filter(Boolean).map((text) => el("p", { class: "offer-text" }, text)),
    el("p", { class: "quiet" }, "In the product, candidates apply here."),
  ];
}
