/** The company's job offers, each with its button to publish. */

import { el, icon } from "../core/dom.js";
import { jobStatus, jobType } from "../core/format.js";
import { jobs } from "../core/recruiting.js";
import { empty, load } from "../core/section.js";
import { say } from "../core/texts.js";
import { publishDialog } from "./publish.js";

/** The list; `published` is called after each post that went online. */
export function jobList(published) {
  const panel = el("div", { class: "list-panel" });
  load(panel, jobs, (found) => draw(found, published));
  return panel;
}

function draw(found, published) {
  if (found.length === 0) return empty(say("linkedin.noJobs"), say("linkedin.noJobsText"));
  return el("ul", { class: "rows" }, found.map((job) => row(job, published)));
}

/** Only what candidates can see at the ATS may be posted: the post links to it. */
const isOnline = ({ status }) => status === "published";

function row(job, published) {
  const facts = [job.location && [icon("pin"), job.location], job.job_type && [icon("briefcase"), jobType(job.job_type)]];
  return el("li", { class: "row", "data-job": job.id },
    el("div", { class: "row-main" },
      el("div", { class: "row-title" }, el("h2", { lang: job.language }, job.title), badge(job.status)),
      el("p", { class: "meta" }, facts.filter(Boolean).map((fact) => el("span", {}, fact)))),
    isOnline(job) && el("button", { type: "button", class: "button", "aria-label": say("linkedin.publishIt", { title: job.title }),
      onclick: () => publishDialog(job, published) }, say("linkedin.publish")));
}

function badge(status) {
  return el("span", { class: `badge ${isOnline({ status }) ? "good" : "none"}` }, jobStatus(status));
}
