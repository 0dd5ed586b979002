/** The dashboard: who is signed in decides what is shown, the fragment decides which page. */

import { el, icon } from "./core/dom.js";
import { fullName, initials } from "./core/format.js";
import { languagePicker } from "./core/language-picker.js";
import { announce, clear } from "./core/notices.js";
import { fillPage, name } from "./core/page.js";
import * as session from "./core/session.js";
import { roleName, signIn } from "./core/sign-in.js";
import { say } from "./core/texts.js";
import { boards } from "./boards/view.js";
import { showOutcome } from "./connections/outcome.js";
import * as status from "./connections/status.js";
import { connections } from "./connections/view.js";
import { interviews } from "./interviews/view.js";
import { linkedin } from "./linkedin/view.js";
import { sandboxStrip } from "./sandbox/strip.js";

const PAGES = [
  { name: "connections", label: say("page.connections"), symbol: "link", draw: connections },
  { name: "linkedin", label: "LinkedIn", symbol: "briefcase", draw: linkedin },
  { name: "interviews", label: say("page.interviews"), symbol: "calendar", draw: interviews },
  { name: "boards", label: say("page.boards"), symbol: "search", draw: boards },
];

const view = document.getElementById("view");
const navigation = document.getElementById("navigation");
const account = document.getElementById("account");

fillPage();
document.getElementById("language").append(languagePicker());
session.onChange(changed);
window.addEventListener("hashchange", navigate);
sandboxStrip(() => session.current() && go());
start();
if (session.current()) showOutcome();

function start() {
  const person = session.current();
  navigation.hidden = account.hidden = !person;
  document.body.classList.toggle("signed-out", !person);
  if (!person) return view.replaceChildren(welcome());
  account.replaceChildren(...identity(person));
  go();
}

/** The fragment is the page's name, and stays it. */
document.querySelector(".skip").addEventListener("click", (event) => {
  event.preventDefault();
  document.getElementById("main").focus();
});

function changed(how) {
  status.forget();
  clear();
  if (how === "ended") window.history.replaceState(null, "", window.location.pathname);
  start();
  document.getElementById("main").focus({ preventScroll: true });
  if (how === "expired") announce("warning", say("signIn.ended"));
}

/** Follows a link to another page; the focus goes along. */
function navigate() {
  if (!session.current() || !PAGES.some(({ name }) => `#${name}` === window.location.hash)) return;
  clear();
  go();
  document.getElementById("main").focus({ preventScroll: true });
  window.scrollTo({ top: 0 });
}

/** Shows the page the fragment names. */
function go() {
  const page = PAGES.find(({ name }) => `#${name}` === window.location.hash) ?? PAGES[0];
  navigation.replaceChildren(...PAGES.map((item) => link(item, item === page)));
  name(page.label);
  status.forget();
  view.replaceChildren(page.draw());
}

function link({ name: fragment, label, symbol }, here) {
  return el("a", { href: `#${fragment}`, "aria-current": here ? "page" : null }, icon(symbol), label);
}

function identity(person) {
  const full = fullName(person);
  return [
    el("span", { class: "avatar", "aria-hidden": "true" }, initials(full)),
    el("span", { class: "person-text" }, el("strong", {}, full), el("span", { class: "quiet" }, person.company_name ?? roleName(person.role))),
    el("button", { type: "button", class: "icon-button", "aria-label": say("signIn.signOut"), title: say("signIn.signOut"), onclick: session.end }, icon("exit")),
  ];
}

function welcome() {
  return el("section", { class: "welcome", "aria-labelledby": "welcome-title" },
    el("h1", { id: "welcome-title" }, say("signIn.title")),
    el("p", { class: "lead" }, say("signIn.lead")),
    signIn(showOutcome));
}
