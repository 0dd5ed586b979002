/** The five providers, as paths, bodies and people name them. */

import { say, told } from "../core/texts.js";

/** Every provider. `slug` is its name in paths, `key` in bodies; `for` and `loses` say what each connection is good for. */
export const PROVIDERS = [
  { slug: "linkedin", key: "linkedin", name: "LinkedIn" },
  { slug: "google-calendar", key: "google_calendar", name: "Google Calendar", meeting: "Google Meet", room: "google_meet" },
  { slug: "outlook", key: "outlook_calendar", name: "Outlook", meeting: "Microsoft Teams", room: "teams" },
  { slug: "zoom", key: "zoom", name: "Zoom" },
  { slug: "slack", key: "slack", name: "Slack", isCompanyOnly: true },
].map(described);

function described(provider) {
  const kind = provider.meeting ? "calendar" : provider.slug;
  const each = (what) => ({ company: say(`providers.${kind}.${what}.company`), me: told(`providers.${kind}.${what}.me`) });
  return { ...provider, purpose: say(`providers.${provider.slug}.purpose`), for: each("for"), loses: each("loses") };
}

/** Those that keep a calendar. */
export const CALENDARS = PROVIDERS.filter(({ meeting }) => meeting);

/** What makes rooms beside the calendars. */
export const ZOOM = PROVIDERS.find(({ slug }) => slug === "zoom");

/** What people call a room by its name in answers. */
export const roomName = (key) => (key === ZOOM.key ? ZOOM.name : CALENDARS.find(({ room }) => room === key)?.meeting);

/** The provider called `name`, in whichever spelling. */
export const provider = (name) =>
  PROVIDERS.find(({ slug, key }) => [slug, key, slug.replace("-", "_")].includes(name));

/** `Outlook` of the company's connection, `your own Outlook` of the person's. */
export const connectionName = ({ name }, whose) => (whose === "me" ? say("connections.yours", { provider: name }) : name);
