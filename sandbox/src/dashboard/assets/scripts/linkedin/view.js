/** The LinkedIn page: jobs to publish, posts that are online, and the company's text. */

import { el } from "../core/dom.js";
import { empty } from "../core/section.js";
import { tabs } from "../core/tabs.js";
import { provider } from "../connections/providers.js";
import * as status from "../connections/status.js";
import { jobList } from "./jobs.js";
import { defaultPage } from "./pages.js";
import { postList } from "./posts.js";
import { templateEditor } from "./template.js";

/** The page's content. */
export function linkedin() {
  const body = el("div", {});
  if (status.usable(provider("linkedin"))) body.append(...content());
  else body.append(empty("LinkedIn is not connected", "Connect it to publish your job offers as posts.",
    el("a", { class: "button primary", href: "#connections" }, "Go to the connections")));
  return el("section", { "aria-labelledby": "linkedin-title" },
    el("div", { class: "page-head" },
      el("h1", { id: "linkedin-title" }, "LinkedIn"),
      el("p", { class: "lead" }, "Publish your job offers and see how they do.")),
    body);
}

function content() {
  const posts = postList();
  const jobs = jobList(posts.refresh);
  const board = tabs("LinkedIn", [{ name: "Job offers", panel: jobs }, { name: "Posts", panel: posts.node }]);
  templateEditor().then((panel) => panel && board.add({ name: "Template", panel }));
  return [defaultPage(), board.node];
}
