/** A page's surroundings, as far as the client touches them. */

let visits = 0;

/** A visit of `address` in the tab that holds `storage`; a new program each time, as after a reload. */
export async function visit(address, storage = new Map()) {
  const left = [];
  globalThis.sessionStorage = {
    getItem: (name) => storage.get(name) ?? null,
    setItem: (name, value) => storage.set(name, value),
    removeItem: (name) => storage.delete(name),
  };
  const location = Object.assign(new URL(address, 'https://www.example.test'), { assign: (url) => left.push(url) });
  const history = { state: { tree: 1 }, replaceState: (_state, _title, url) => (location.href = new URL(url, location).href) };
  globalThis.window = { location, history };
  const { completeConnection, beginConnection } = await import(`../dist/index.js?visit=${visits++}`);
  return { storage, left, location, completeConnection, begin: beginConnection };
}

/** Answers each call of the API with the next of `answers` (`[status, body]`, or an error); the calls made. */
export function api(...answers) {
  const calls = [];
  globalThis.fetch = async (url, { headers }) => {
    const language = headers['Accept-Language'];
    calls.push({ url, token: headers.Authorization, ...(language && { language }) });
    const answer = answers.shift();
    if (!(answer instanceof Array)) throw answer ?? new Error('one call too many');
    return Response.json(answer[1], { status: answer[0] });
  };
  return calls;
}
