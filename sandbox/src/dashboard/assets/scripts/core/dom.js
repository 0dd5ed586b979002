/** Builds elements from values, never from markup, so that no answer of a server becomes markup. */

const SVG = "http://www.w3.org/2000/svg";

/**
 * An element. A property starting with `on` is a listener, `value` is set as such, `false`, `null` and
 * `undefined` are left out, and anything else is an attribute. Absent children are skipped.
 */
export function el(tag, properties = {}, ...children) {
  return build(document.createElement(tag), properties, children);
}

/** An SVG element, with the same properties and children. */
export function svg(tag, properties = {}, ...children) {
  return build(document.createElementNS(SVG, tag), properties, children);
}

/** A decorative icon from the sprite. */
export function icon(name) {
  const use = svg("use", { href: `/assets/images/icons.svg#${name}` });
  return svg("svg", { class: "icon", "aria-hidden": "true", width: 18, height: 18 }, use);
}

/** A link to another site in a new tab; plain text where `url` is no web address. */
export function outside(url, text, properties = {}) {
  if (!/^https?:\/\//i.test(url ?? "")) return el("span", {}, text);
  const target = { href: url, target: "_blank", rel: "noopener noreferrer", class: "link" };
  return el("a", { ...target, ...properties }, text, icon("out"));
}

/** A button that shows itself busy, and cannot be pressed again, until `work` is done. */
export function button(text, work, properties = {}) {
  return el("button", { type: "button", class: "button", onclick: press, ...properties }, text);

  async function press(event) {
    await busy(event.currentTarget, work);
  }
}

/** Runs `work` while `element` says that it is busy; a second call meanwhile does nothing. */
export async function busy(element, work) {
  if (element.getAttribute("aria-busy") === "true") return;
  element.setAttribute("aria-busy", "true");
  try {
    await work();
  } finally {
    element.removeAttribute("aria-busy");
  }
}

/** A control under its visible label, with an optional hint; both are announced with it. */
export function field(label, control, hint) {
  const id = control.id || (control.id = unique("field"));
  const note = hint && el("p", { class: "hint", id: `${id}-hint` }, hint);
  if (note) control.setAttribute("aria-describedby", note.id);
  return el("div", { class: "field" }, el("label", { for: id }, label), control, note);
}

/** An identifier no other element of the page has. */
export function unique(prefix) {
  unique.count = (unique.count ?? 0) + 1;
  return `${prefix}-${unique.count}`;
}

function build(node, properties, children) {
  node.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  for (const [name, value] of Object.entries(properties)) set(node, name, value);
  return node;
}

function set(node, name, value) {
  if (value === false || value === null || value === undefined) return;
  if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
  else if (name === "value") node.value = value;
  else node.setAttribute(name, value === true ? "" : value);
}
