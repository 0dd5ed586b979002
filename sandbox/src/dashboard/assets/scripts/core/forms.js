/** A text with what is put into it: plurals and numbers as its language has them. */

/**
 * A function of a text and its values for the language of `locale`. A text with forms has the one that
 * `values.count` asks for; `{name}` is the value called so.
 */
export function filler(locale) {
  const forms = new Intl.PluralRules(locale);
  const number = new Intl.NumberFormat(locale);
  const shown = (value) => (typeof value === "number" ? number.format(value) : value);
  return (text, values) => {
    const form = typeof text === "object" ? text[forms.select(values.count)] : text;
    return form?.replace(/\{(\w+)\}/g, (_, name) => shown(values[name]));
  };
}
