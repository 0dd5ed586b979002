/** What a page says: to whoever sees it, to whoever hears it, and in its title. */

const SPOKEN = ['aria-label', 'title', 'placeholder', 'alt'];

/** The language of `page`, its texts without what they quote, whose language is told with it, and the names of those that its script asked for. */
export const reading = (page) => page.evaluate((spoken) => {
  const { lang } = document.documentElement;
  const isOwn = (node) => node.closest('[lang]') === document.documentElement;
  /** A choice and what a picture is called are seen as soon as they are looked for. */
  const isSeen = (node) => !node.closest('script, noscript, pre') && (node.closest('select, svg') ?? node).checkVisibility();
  const found = [document.title];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const { parentElement: parent, data } = walker.currentNode;
    if (data.trim() && isOwn(parent) && isSeen(parent)) found.push(data);
  }
  for (const node of document.querySelectorAll(spoken.map((name) => `[${name}]`).join())) {
    if (isOwn(node) && isSeen(node)) found.push(...spoken.map((name) => node.getAttribute(name)).filter(Boolean));
  }
  const quoted = [...document.querySelectorAll('body [lang]')].map(({ textContent }) => textContent.trim()).filter(Boolean);
  const texts = found.map((text) => quoted.reduce((rest, quote) => rest.replaceAll(quote, ''), text));
  return { lang, texts, asked: [...(globalThis.asked ?? [])] };
}, SPOKEN);
