/** Sign-in: choosing one of the sandbox's people. */

import { call } from "./api.js";
import { button, el } from "./dom.js";
import { fullName, initials } from "./format.js";
import { problem } from "./notices.js";
import { load } from "./section.js";
import * as session from "./session.js";
import { say, told } from "./texts.js";

/** A list of people; choosing one signs in and then calls `done`. */
export function signIn(done) {
  const list = el("div", { class: "people" });
  load(list, () => call("GET", "/api/auth/people"), (people) => choices(people, list, done));
  return list;
}

/** A fresh token for the person called `id`. */
export async function token(id) {
  const { access_token } = await call("POST", "/api/auth/token", { body: { user_id: id } });
  return access_token;
}

function choices(people, list, done) {
  if (people.length === 0) return el("p", { class: "quiet" }, say("signIn.nobody"));
  return people.map((person) => choice(person, list, done));
}

function choice(person, list, done) {
  const name = fullName(person);
  const text = el("span", { class: "person-text" },
    el("strong", {}, name), el("span", { class: "quiet" }, position(person)));
  const content = [el("span", { class: "avatar", "aria-hidden": "true" }, initials(name)), text];
  return button(content, enter, { class: "button person" });

  async function enter() {
    try {
      session.begin(person, await token(person.id));
      done?.();
    } catch (error) {
      list.append(problem(error));
    }
  }
}

/** `Baobab Numérique · employer`; what is missing is said, because it decides what the API allows. */
function position({ company_name, has_profile, is_active, role }) {
  const missing = role === "employer" && say(has_profile ? "signIn.noCompany" : "signIn.noProfile");
  return [company_name || missing, roleName(role), !is_active && say("signIn.deactivated")].filter(Boolean).join(" · ");
}

/** What people call a `role` of the ATS. */
export const roleName = (role) => told(`signIn.role.${role}`) ?? role;
