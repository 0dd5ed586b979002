/** What the ATS knows of the company signed in. Its lists come in pages; the longest is asked for. */

import { call } from "./api.js";

/** The company's job offers, whatever their status, latest first. */
export const jobs = async () => (await call("GET", "/api/jobs/my-jobs?limit=100")).jobs;

/** The applications for those offers, latest first; each with the `language` of its offer where that is known. */
export async function applications() {
  const [{ applications: found }, offers] = await Promise.all([call("GET", "/api/applications?limit=100"), jobs().catch(() => [])]);
  return found.map((one) => ({ ...one, language: offers.find(({ id }) => id === one.job_id)?.language }));
}
