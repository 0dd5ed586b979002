/** Where the company's notes go, which, and what each looks like. */

import { call } from "../core/api.js";
import { button, el, field } from "../core/dom.js";
import { notice, problemLine } from "../core/notices.js";
import { load } from "../core/section.js";
import { say } from "../core/texts.js";
import * as status from "./status.js";

const BASE = "/api/integrations/slack";

/** The part of `provider`'s card where a channel and kinds are chosen; nothing where nothing is connected. */
export function notes(provider) {
  if (!status.side(provider, "company").is_connected) return null;
  const place = el("div", { class: "card-foot told" });
  const choice = el("section", { class: "connection", "aria-label": say("notes.title") });
  const open = button(say("notes.open"), () => load(choice, () => call("GET", `${BASE}/channels`), form));
  const chosen = status.of(provider).channel;
  place.append(...[said(chosen), open, chosen ? tester() : null].filter(Boolean));
  return el("div", {}, place, choice);

  function form(answer) {
    return chooser(answer, chosen);
  }
}

function said(chosen) {
  if (!chosen) return el("p", { class: "quiet" }, say("notes.none"));
  return chosen.trouble ? notice("warning", chosen.trouble) : el("p", {}, say("notes.go", { channel: chosen.name }));
}

function tester() {
  const trouble = problemLine();
  const sent = el("p", { role: "status" });
  const test = button(say("notes.test"), async () => {
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
  const list = el("select", {}, el("option", { value: "" }, say("notes.choose")), answer.channels.map(option));
  list.value = chosen?.id ?? "";
  const pasted = el("input", { type: "text", placeholder: say("notes.pastedExample") });
  const boxes = answer.notes.map((note) => kind(note, chosen));
  const trouble = problemLine();
  const more = answer.next_cursor ? button(say("notes.more"), (() => {
    let cursor = answer.next_cursor;
    return async (event) => {
      const page = await call("GET", `${BASE}/channels?cursor=${encodeURIComponent(cursor)}`);
      list.append(...page.channels.map(option));
      cursor = page.next_cursor;
      if (!cursor) more.remove();
    };
  })()) : null;
  return [
    field(say("notes.channel"), list), more,
    field(say("notes.pasted"), pasted),
    el("fieldset", { class: "kinds" }, el("legend", {}, say("notes.kinds")), boxes.map(({ node }) => node)),
    trouble.node, button(say("page.save"), save, { class: "button primary" }),
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

const option = (channel) => el("option", { value: channel.id }, channelName(channel));

function channelName({ name: channel, is_private, is_shared }) {
  if (is_private && is_shared) return say("notes.privateShared", { channel });
  if (is_private) return say("notes.private", { channel });
  return is_shared ? say("notes.shared", { channel }) : `#${channel}`;
}

/** A kind with its switch, and what a note of it looks like. */
function kind({ kind: name, name: label, is_default, preview }, chosen) {
  const box = el("input", { type: "checkbox", checked: chosen ? chosen.kinds.includes(name) : is_default });
  const node = el("div", { class: "kind" }, el("label", { class: "check" }, box, label),
    el("details", {}, el("summary", {}, say("notes.look")), preview.blocks.map(block)));
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
