/**
 * Where an administrator lands after allowing a provider for a whole organization, or refusing to. Nobody
 * need be signed in, nothing is called, and the address decides between two texts only.
 */

import { provider as named } from "./connections/providers.js";
import { el } from "./core/dom.js";

const query = new URLSearchParams(window.location.search);
const name = named(query.get("provider"))?.name ?? "The calendar";
const isGranted = query.get("admin_consent") === "granted";

const [title, text] = isGranted
  ? [`${name} is allowed for your organization`, "Thank you. Your colleagues can connect it now. You can close this page."]
  : [`${name} was not allowed`, "Nothing was changed. Open the link again if you want to allow it after all."];

document.title = `${title} · IntoWork`;
document.getElementById("step").replaceChildren(el("h1", {}, title), el("p", { class: "quiet" }, text));
