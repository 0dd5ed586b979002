/** Where all about job boards is asked. */
export const BASE = "/api/integrations/job-boards";

/** What boards that read feeds call themselves; the last is whoever else reads one. */
export const FEEDS = { indeed: "Indeed", jooble: "Jooble", adzuna: "Adzuna", careerjet: "Careerjet", generic: null };

/** What each of those below speaks. */
export const SPEAKS = { jobberman: "en", brightermonday: "en", emploi_ci: "fr", fuzu: "en", myjobmag: "en" };

/** What boards where people post by hand call themselves. */
export const BY_HAND = { jobberman: "Jobberman", brightermonday: "BrighterMonday", emploi_ci: "Emploi.ci", fuzu: "Fuzu", myjobmag: "MyJobMag" };
