/** The company's job offers, each with its button to publish. */

import { call } from "../core/api.js";
import { el, icon } from "../core/dom.js";
import { empty, load } from "../core/section.js";
import { publishDialog } from "./publish.js";

/** The list; `published` is called after each post that went online. */
export function jobList(published) {
  const panel = el("div", { class: "list-panel" });
  load(panel, () => call("GET", "/api/jobs"), (jobs) => draw(jobs, published));
  return panel;
}

function draw(jobs, published) {
  if (jobs.length === 0) return empty("No job offers yet", "Offers of your company appear here once they are written.");
  return el("ul", { class: "rows" }, jobs.map((job) => row(job, published)));
}

function row(job, published) {
  const facts = [job.location && [icon("pin"), job.location], job.job_type && [icon("briefcase"), words(job.job_type)]];
  return el("li", { class: "row", "data-job": job.id },
    el("div", { class: "row-main" },
      el("div", { class: "row-title" }, el("h2", {}, job.title), job.status && badge(job.status)),
      el("p", { class: "meta" }, facts.filter(Boolean).map((fact) => el("span", {}, fact)))),
    el("button", { type: "button", class: "button", "aria-label": `Publish ${job.title}`,
      onclick: () => publishDialog(job, published) }, "Publish"));
}

function badge(status) {
  const open = ["published", "active", "open"].includes(status);
  return el("span", { class: `badge ${open ? "good" : "none"}` }, words(status));
}

function words(code) {
  const text = String(code).replaceAll("_", " ").toLowerCase();
  return text.charAt(0).toUpperCase() + text.slice(1);
}
