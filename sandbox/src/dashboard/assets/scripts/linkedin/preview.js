/** A post as it would be made, looked at before. */

import { call } from "../core/api.js";
import { button, el } from "../core/dom.js";
import { warningText } from "../core/format.js";
import { notice, problem } from "../core/notices.js";
import { say } from "../core/texts.js";

/** A button that shows the post of what `body()` asks for. */
export function preview(body) {
  const shown = el("div", { "aria-live": "polite" });
  return el("div", {}, button(say("linkedin.preview"), look, { class: "button small" }), shown);

  async function look() {
    try {
      const { text, warnings = [] } = await call("POST", "/api/integrations/linkedin/preview", { body: body() });
      shown.replaceChildren(el("p", { class: "preview preview-text" }, text), ...warnings.map((it) => notice("warning", warningText(it))));
    } catch (error) {
      shown.replaceChildren(problem(error, []));
    }
  }
}
