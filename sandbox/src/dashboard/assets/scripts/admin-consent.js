/**
 * Where an administrator lands after allowing a provider for a whole organization, or refusing to. Nobody
 * need be signed in, nothing is called, and the address decides between two texts only.
 */

import { provider as named } from "./connections/providers.js";
import { el } from "./core/dom.js";
import { languagePicker } from "./core/language-picker.js";
import { fillPage, name } from "./core/page.js";
import { say } from "./core/texts.js";

const query = new URLSearchParams(window.location.search);
const provider = named(query.get("provider"))?.name ?? say("adminConsent.calendar");
const isGranted = query.get("admin_consent") === "granted";

const [title, text] = isGranted
  ? [say("adminConsent.granted", { provider }), say("adminConsent.grantedText")]
  : [say("adminConsent.refused", { provider }), say("adminConsent.refusedText")];

fillPage();
name(title);
document.getElementById("step").replaceChildren(el("h1", {}, title), el("p", { class: "quiet" }, text));
document.getElementById("language").append(languagePicker());
