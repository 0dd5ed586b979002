/** The LinkedIn page: jobs to publish, posts that are online, and the company's text. */

import { el } from "../core/dom.js";
import { load } from "../core/section.js";
import { tabs } from "../core/tabs.js";
import { say } from "../core/texts.js";
import { missing } from "../connections/missing.js";
import { provider } from "../connections/providers.js";
import * as status from "../connections/status.js";
import { jobList } from "./jobs.js";
import { defaultPage } from "./pages.js";
import { plannedList } from "./planned.js";
import { postList } from "./posts.js";
import { templateEditor } from "./template.js";

/** The page's content. */
export function linkedin() {
  const body = el("div", {});
  load(body, status.refresh, () => (status.usable(provider("linkedin")) ? content() : disconnected()));
  return el("section", { "aria-labelledby": "linkedin-title" },
    el("div", { class: "page-head" },
      el("h1", { id: "linkedin-title" }, "LinkedIn"),
      el("p", { class: "lead" }, say("linkedin.lead"))),
    body);
}

function disconnected() {
  return missing([provider("linkedin")], say("linkedin.disconnected"), say("linkedin.disconnectedText"));
}

function content() {
  const posts = postList();
  const planned = plannedList();
  const jobs = jobList(() => [posts, planned].forEach((list) => list.refresh()));
  const board = tabs("LinkedIn", [{ name: say("linkedin.jobs"), panel: jobs }, { name: say("linkedin.planned"), panel: planned.node }, { name: say("linkedin.posts"), panel: posts.node }]);
  templateEditor().then((panel) => panel && board.add({ name: say("linkedin.template"), panel }));
  return [defaultPage(), board.node];
}
