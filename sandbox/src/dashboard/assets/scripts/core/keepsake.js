/** Lists this tab keeps for itself, where the API does not list what it made. */

import * as session from "./session.js";

/** What was kept under `name` for the person signed in, newest first. */
export const kept = (name) => JSON.parse(sessionStorage.getItem(key(name))) ?? [];

/** Keeps `item` under `name`, before the others and in place of the one with the same `id` property. */
export const keep = (name, id, item) => write(name, [item, ...kept(name).filter((other) => other[id] !== item[id])]);

/** Replaces the items that `same` picks by `change(item)`; drops them where that is `null`. */
export const revise = (name, same, change) =>
  write(name, kept(name).map((item) => (same(item) ? change(item) : item)).filter(Boolean));

const key = (name) => `intowork.${name}.${session.current()?.id}`;
const write = (name, items) => sessionStorage.setItem(key(name), JSON.stringify(items));
