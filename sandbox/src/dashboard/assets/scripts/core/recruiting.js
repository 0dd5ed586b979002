/** What the ATS knows of the company signed in. Its lists come in pages; the longest is asked for. */

import { call } from "./api.js";

/** The company's job offers, whatever their status, latest first. */
export const jobs = async () => (await call("GET", "/api/jobs/my-jobs?limit=100")).jobs;

/** The language of each offer by its id, where that is known. */
export const languages = async () => new Map((await jobs().catch(() => [])).map(({ id, language }) => [id, language]));

/** The applications for those offers, latest first; each with the `language` of its offer where that is known. */
export async function applications() {
  const [{ applications: found }, spoken] = await Promise.all([call("GET", "/api/applications?limit=100"), languages()]);
  return found.map((one) => ({ ...one, language: spoken.get(one.job_id) }));
}
