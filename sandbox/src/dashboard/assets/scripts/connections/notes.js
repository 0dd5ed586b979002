/** Where the company's notes go, which, and what each looks like. */

import { call } from "../core/api.js";
import { button, el, field } from "../core/dom.js";
import { notice, problemLine } from "../core/notices.js";
import { load } from "../core/section.js";
import * as status from "./status.js";

const BASE = "/api/integrations/slack";

/** The part of `provider`'s card where a channel and kinds are chosen; nothing where nothing is connected. */
export function notes(provider) {
  if (!status.side(provider, "company").is_connected) return null;
  const place = el("div", { class: "card-foot" });
  const choice = el("section", { class: "connection", "aria-label": "Notes" });
  const open = button("Choose channel and notes", () => load(choice, () => call("GET", `${BASE}/channels`), form));
  const chosen = status.of(provider).channel;
  place.append(...[said(chosen), open, chosen ? tester() : null].filter(Boolean));
  return el("div", {}, place, choice);

  function form(answer) {
    return chooser(answer, chosen);
  }
}

function said(chosen) {
  if (!chosen) return el("p", { class: "quiet" }, "No channel is chosen yet: nothing is told.");
  return chosen.trouble ? notice("warning", chosen.trouble) : el("p", {}, `Notes go to #${chosen.name}.`);
}

function tester() {
  const trouble = problemLine();
  const sent = el("p", { role: "status" });
  const test = button("Post a test", async () => {
    trouble.clear();
    try {
      sent.textContent = (await call("POST", `${BASE}/test`)).message;
    } catch (error) {
      trouble.show(error);
    }
  });
  return el("div", {}, test, sent, trouble.node);
}

function chooser(answer, chosen) {
  const list = el("select", {}, el("option", { value: "" }, "Choose…"), answer.channels.map(option));
  list.value = chosen?.id ?? "";
  const pasted = el("input", { type: "text", placeholder: "C0123ABCD or https://….slack.com/archives/…" });
  const boxes = answer.notes.map((note) => kind(note, chosen));
  const trouble = problemLine();
  const more = answer.next_cursor ? button("More channels", (() => {
    let cursor = answer.next_cursor;
    return async (event) => {
      const page = await call("GET", `${BASE}/channels?cursor=${encodeURIComponent(cursor)}`);
      list.append(...page.channels.map(option));
      cursor = page.next_cursor;
      if (!cursor) more.remove();
    };
  })()) : null;
  return [
    field("Channel", list), more,
    field("Or its id, or its copied link", pasted),
    el("fieldset", {}, el("legend", {}, "What is told"), boxes.map(({ node }) => node)),
    trouble.node, button("Save", save, { class: "button primary" }),
  ];

  async function save() {
    trouble.clear();
    const kinds = boxes.filter(({ box }) => box.checked).map(({ name }) => name);
    try {
      await call("PUT", `${BASE}/notifications`, { body: { channel_id: pasted.value || list.value, kinds } });
      await status.refresh();
    } catch (error) {
      trouble.show(error);
    }
  }
}

const option = ({ id, name, is_private, is_shared }) =>
  el("option", { value: id }, `#${name}${is_private ? " (private)" : ""}${is_shared ? " (shared with others)" : ""}`);

/** A kind with its switch, and what a note of it looks like. */
function kind({ kind: name, name: label, is_default, preview }, chosen) {
  const box = el("input", { type: "checkbox", checked: chosen ? chosen.kinds.includes(name) : is_default });
  const node = el("div", {}, el("label", {}, box, " ", label),
    el("details", {}, el("summary", {}, "What it looks like"), preview.blocks.map(block)));
  return { name, box, node };
}

/** A block of Block Kit, as far as notes use it; texts only. */
function block({ type, text, fields, elements }) {
  if (type === "header") return el("p", {}, el("strong", {}, text.text));
  const parts = fields ?? (text ? [text] : elements.map((one) => one.text));
  return el("div", {}, parts.map((part) => el("p", { class: "quiet" }, shown(part))));
}

/** Dates as Slack would show them to whoever has no zone: their last part. */
const shown = ({ type, text }) =>
  (type === "mrkdwn" ? text.replace(/<!date[^|]*\|([^>]*)>/g, "$1").replace(/\*/g, "") : text);
