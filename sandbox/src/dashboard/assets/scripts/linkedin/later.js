/** Publishing now or later: a date and an hour on the person's own clock. */

import { el, field } from "../core/dom.js";
import { zoneName } from "../core/format.js";
import { say } from "../core/texts.js";
import { here, wall } from "../interviews/zones.js";

/** The controls, empty for now, or set to `at`: `time()` gives `{publish_at, timezone}`, `undefined` for now. */
export function later({ at, timezone = here(), hint } = {}) {
  const date = el("input", { type: "date" });
  const hour = el("input", { type: "time", step: 300 });
  if (at) [date.value, hour.value] = wall(at, timezone).split("T");
  const node = el("div", { class: "when" }, field(say("later.date"), date, hint), field(say("later.hour", { zone: zoneName(timezone) }), hour));
  return { node, time, listen: (changed) => [date, hour].forEach((input) => input.addEventListener("input", changed)) };

  /** `undefined` while neither is given; throws where one is. */
  function time() {
    if (!date.value && !hour.value) return undefined;
    if (!date.value || !hour.value) throw new Error(say("later.both"));
    return { publish_at: `${date.value}T${hour.value}:00`, timezone };
  }
}
