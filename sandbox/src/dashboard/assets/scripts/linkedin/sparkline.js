/** How a post's impressions grew, as a line small enough to stand in a row. */

import { el, svg } from "../core/dom.js";
import { count } from "../core/format.js";
import { say } from "../core/texts.js";

const WIDTH = 112;
const HEIGHT = 32;
const EDGE = 3;

/** The line through `history` (`[{at, impressions}]`, oldest first); a quiet word for less than two points. */
export function sparkline(history) {
  if (history.length < 2) return el("span", { class: "sparkline-none quiet" }, say("posts.noTrend"));
  const values = history.map(({ impressions }) => impressions ?? 0);
  const points = values.map((value, index) => point(value, index, values));
  const line = points.map((pair) => pair.join(",")).join(" ");
  const [x, y] = points.at(-1);
  const label = say("posts.trend", { first: count(values[0]), last: count(values.at(-1)) });
  return svg("svg", { class: "sparkline", viewBox: `0 0 ${WIDTH} ${HEIGHT}`, width: WIDTH, height: HEIGHT, role: "img", "aria-label": label },
    svg("polygon", { points: `${EDGE},${HEIGHT} ${line} ${x},${HEIGHT}` }),
    svg("polyline", { points: line }),
    svg("circle", { cx: x, cy: y, r: 2.5 }));
}

function point(value, index, values) {
  const x = EDGE + (index * (WIDTH - 2 * EDGE)) / (values.length - 1);
  const y = HEIGHT - EDGE - (value * (HEIGHT - 2 * EDGE)) / Math.max(...values, 1);
  return [x.toFixed(1), y.toFixed(1)];
}
