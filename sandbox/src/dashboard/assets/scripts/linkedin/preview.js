/** A post as LinkedIn would show it, looked at before: text, picture, and the link's card. */

import { call } from "../core/api.js";
import { button, el } from "../core/dom.js";
import { count, warningText } from "../core/format.js";
import { notice, problem } from "../core/notices.js";
import { say } from "../core/texts.js";

/** A button that shows the post, in the language `lang`, of what `body()` asks for. */
export function preview(body, lang) {
  const shown = el("div", { class: "previewed", "aria-live": "polite" });
  return el("div", {}, button(say("linkedin.preview"), () => show(body(), shown, lang), { class: "button small" }), shown);
}

/** Puts the post of `body`, in the language `lang`, or why there is none, into `place`. */
export async function show(body, place, lang) {
  try {
    place.replaceChildren(...post(await call("POST", "/api/integrations/linkedin/preview", { body }), { lang, dir: "auto" }));
  } catch (error) {
    place.replaceChildren(problem(error));
  }
}

function post({ text, fold, picture, card, length, limit, warnings = [] }, spoken) {
  return [
    el("article", { class: "preview" },
      fold?.is_folded ? folded(text, fold.text, spoken) : el("p", { class: "preview-text", ...spoken }, text),
      picture?.shown === "image" && photo(picture, "preview-picture"),
      card && el("div", { class: "preview-card" }, picture?.shown === "card" && photo(picture, "preview-thumbnail"),
        el("div", {}, el("strong", spoken, card.title), el("p", { class: "quiet" }, new URL(card.url).host)))),
    el("p", { class: "counter" }, say("linkedin.counter", { count: length, limit })),
    ...warnings.map((warning) => notice("warning", warningText(warning))),
  ];
}

/** What a reader sees first; the rest opens as it does there. */
function folded(text, beginning, spoken) {
  const shown = el("p", { class: "preview-text", tabindex: -1, ...spoken }, beginning);
  const more = el("button", { type: "button", class: "button small subtle", onclick: open }, say("linkedin.more"));
  return [shown, more];

  function open() {
    shown.textContent = text;
    more.remove();
    shown.focus();
  }
}

const photo = ({ url, width, height }, kind) =>
  el("img", { class: kind, src: url, width, height, alt: say("linkedin.picture", { width: count(width), height: count(height) }) });
