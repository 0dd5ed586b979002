/** Sign-in: choosing one of the sandbox's people. */

import { call } from "./api.js";
import { button, el } from "./dom.js";
import { initials } from "./format.js";
import { problem } from "./notices.js";
import { load } from "./section.js";
import * as session from "./session.js";

/** A list of people; choosing one signs in and then calls `done`. */
export function signIn(done) {
  const list = el("div", { class: "people" });
  load(list, () => call("GET", "/api/auth/people"), (people) => choices(people, list, done));
  return list;
}

/** A fresh token for the person with `user_id`. */
export async function token(user_id) {
  const { access_token } = await call("POST", "/api/auth/token", { body: { user_id } });
  return access_token;
}

function choices(people, list, done) {
  if (people.length === 0) return el("p", { class: "quiet" }, "There is nobody to sign in as.");
  return people.map((person) => choice(person, list, done));
}

function choice(person, list, done) {
  const text = el("span", { class: "person-text" },
    el("strong", {}, person.name),
    el("span", { class: "quiet" }, [person.company_name ?? "No company", person.role].join(" · ")));
  const content = [el("span", { class: "avatar", "aria-hidden": "true" }, initials(person.name)), text];
  return button(content, enter, { class: "button person" });

  async function enter() {
    try {
      session.begin(person, await token(person.user_id));
      done?.();
    } catch (error) {
      list.append(problem(error));
    }
  }
}
