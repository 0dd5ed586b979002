/** How a post's impressions grew: a line over days with its axes, and a table for whoever doesn't see it. */

import { el, svg } from "../core/dom.js";
import { count, day } from "../core/format.js";
import { say } from "../core/texts.js";

const WIDTH = 260;
const HEIGHT = 92;
const LEFT = 46;
const BOTTOM = 72;
const TOP = 10;
const RIGHT = 250;

/** The chart of `history` (`[{at, impressions}]`, oldest first); a quiet word for less than two days that are known. */
export function chart(history) {
  const known = history.filter(({ impressions }) => typeof impressions === "number");
  if (known.length < 2) return el("p", { class: "chart-none quiet" }, say("posts.noTrend"));
  const highest = Math.max(...known.map(({ impressions }) => impressions), 1);
  const [first, last] = [known[0], known.at(-1)];
  const points = known.map((one) => ({ ...one, ...place(one, { highest, first, last }) }));
  const label = say("posts.trend", { first: count(first.impressions), last: count(last.impressions) });
  const picture = svg("svg", { class: "chart", viewBox: `0 0 ${WIDTH} ${HEIGHT}`, width: WIDTH, height: HEIGHT, role: "img", "aria-label": label },
    axes(highest, first, last),
    svg("polyline", { points: points.map(({ x, y }) => `${x},${y}`).join(" ") }),
    points.map(dot));
  return el("div", { class: "trend" }, picture, table(known));
}

function table(known) {
  const line = ({ at, impressions }) => el("tr", {}, el("th", { scope: "row" }, day(at)), el("td", {}, count(impressions)));
  return el("div", { class: "visually-hidden" }, el("table", {},
    el("thead", {}, el("tr", {}, [say("posts.day"), say("posts.impressions")].map((name) => el("th", { scope: "col" }, name)))),
    el("tbody", {}, known.map(line))));
}

function axes(highest, first, last) {
  return [
    svg("path", { class: "axis", d: `M${LEFT} ${TOP}V${BOTTOM}H${RIGHT}` }),
    text(LEFT - 6, TOP + 4, "end", count(highest)),
    text(LEFT - 6, BOTTOM, "end", count(0)),
    text(LEFT, HEIGHT - 4, "start", day(first.at)),
    text(RIGHT, HEIGHT - 4, "end", day(last.at)),
  ];
}

const text = (x, y, anchor, content) => svg("text", { x, y, "text-anchor": anchor }, content);

/** A day's value shows when it is pointed at. */
function dot({ x, y, at, impressions }) {
  return svg("circle", { cx: x, cy: y, r: 3 }, svg("title", {}, say("posts.point", { day: day(at), count: count(impressions) })));
}

function place({ at, impressions }, { highest, first, last }) {
  const span = new Date(last.at) - new Date(first.at) || 1;
  const x = LEFT + ((new Date(at) - new Date(first.at)) / span) * (RIGHT - LEFT);
  const y = BOTTOM - (impressions / highest) * (BOTTOM - TOP);
  return { x: x.toFixed(1), y: y.toFixed(1) };
}
