/** The four providers, as paths, bodies and people name them. */

/** Every provider. `slug` is its name in paths, `key` in bodies. */
export const PROVIDERS = [
  {
    slug: "linkedin",
    key: "linkedin",
    name: "LinkedIn",
    purpose: "Publish job offers as posts, on company pages or a personal profile.",
    loses: "Job offers can no longer be published. Posts that are already online stay there.",
  },
  {
    slug: "google-calendar",
    key: "google_calendar",
    name: "Google Calendar",
    purpose: "Schedule interviews, find a time and send Google Meet links.",
    loses: "Interviews can no longer be scheduled here. Events that are already planned stay there.",
    meeting: "Google Meet",
    room: "google_meet",
  },
  {
    slug: "outlook",
    key: "outlook_calendar",
    name: "Outlook",
    purpose: "Schedule interviews, find a time and send Microsoft Teams links.",
    loses: "Interviews can no longer be scheduled here. Events that are already planned stay there.",
    meeting: "Microsoft Teams",
    room: "teams",
  },
  {
    slug: "zoom",
    key: "zoom",
    name: "Zoom",
    purpose: "Hold interviews at Zoom, whichever calendar they are in.",
    loses: "Interviews can no longer be held at Zoom. Meetings that are already planned stay there, and no longer move with their interviews.",
  },
];

/** Those that keep a calendar. */
export const CALENDARS = PROVIDERS.filter(({ meeting }) => meeting);

/** What makes rooms beside the calendars. */
export const ZOOM = PROVIDERS.find(({ slug }) => slug === "zoom");

/** What people call a room by its name in answers. */
export const roomName = (key) => (key === ZOOM.key ? ZOOM.name : CALENDARS.find(({ room }) => room === key)?.meeting);

/** The provider called `name`, in whichever spelling. */
export const provider = (name) =>
  PROVIDERS.find(({ slug, key }) => [slug, key, slug.replace("-", "_")].includes(name));
