/** Idempotency keys: the same content sent twice is one post, or one invitation. */

/** A function from a body to its key: the key stays until the content changes. */
export function keyed() {
  let content;
  let key;
  return (body) => {
    const next = JSON.stringify(body);
    if (next !== content) [content, key] = [next, crypto.randomUUID()];
    return key;
  };
}
