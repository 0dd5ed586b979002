/** What the ATS knows of the company signed in. Its lists come in pages; the longest is asked for. */

import { call } from "./api.js";

/** The company's job offers, whatever their status, latest first. */
export const jobs = async () => (await call("GET", "/api/jobs/my-jobs?limit=100")).jobs;

/** The applications for those offers, latest first. */
export const applications = async () => (await call("GET", "/api/applications?limit=100")).applications;
