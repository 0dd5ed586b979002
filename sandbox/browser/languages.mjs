/** The languages that the journeys are walked in: `LANGUAGES=en,fr` walks all of them twice. */
export const LANGUAGES = (process.env.LANGUAGES ?? 'fr').split(',');
