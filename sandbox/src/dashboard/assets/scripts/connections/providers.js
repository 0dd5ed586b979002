/** The five providers, as paths, bodies and people name them. */

const CALENDAR_FOR = {
  company: "For whoever has no calendar of their own here.",
  me: "Your interviews go to it. Colleagues see that it is there and when you are free or busy, and can move or cancel the interviews in it.",
};
const CALENDAR_LOSES = {
  company: "Interviews can no longer be scheduled in it. Events that are already planned stay there.",
  me: "Interviews in it can no longer be moved or cancelled here, by you or by colleagues. They stay in your calendar.",
};

/** Every provider. `slug` is its name in paths, `key` in bodies. */
export const PROVIDERS = [
  {
    slug: "linkedin",
    key: "linkedin",
    name: "LinkedIn",
    purpose: "Publish job offers as posts, on company pages or a personal profile.",
    for: {
      company: "For everyone in your company, on pages.",
      me: "For posts on your own profile. Nobody else can use it.",
    },
    loses: {
      company: "Job offers can no longer be published on pages. Posts that are already online stay there.",
      me: "Nothing can be posted on your profile any more. Posts that are already online stay there.",
    },
  },
  {
    slug: "google-calendar",
    key: "google_calendar",
    name: "Google Calendar",
    purpose: "Schedule interviews, find a time and send Google Meet links.",
    for: CALENDAR_FOR,
    loses: CALENDAR_LOSES,
    meeting: "Google Meet",
    room: "google_meet",
  },
  {
    slug: "outlook",
    key: "outlook_calendar",
    name: "Outlook",
    purpose: "Schedule interviews, find a time and send Microsoft Teams links.",
    for: CALENDAR_FOR,
    loses: CALENDAR_LOSES,
    meeting: "Microsoft Teams",
    room: "teams",
  },
  {
    slug: "zoom",
    key: "zoom",
    name: "Zoom",
    purpose: "Hold interviews at Zoom, whichever calendar they are in.",
    for: {
      company: "For whoever has no Zoom of their own here.",
      me: "Your interviews can be held in your own meetings, whichever calendar they are in. Colleagues can move or cancel those interviews.",
    },
    loses: {
      company: "Interviews can no longer be held in the company’s meetings. Those that are already planned stay at Zoom, and no longer move with their interviews.",
      me: "Interviews can no longer be held in your own meetings. Those that are already planned stay at Zoom, and no longer move with their interviews.",
    },
  },
  {
    slug: "slack",
    key: "slack",
    name: "Slack",
    purpose: "Hear in a channel what happens to interviews, offers and connections.",
    isCompanyOnly: true,
    for: {
      company: "For everyone in your company. A workspace administrator may have to approve the app first: Slack says so, and you come back here and connect again afterwards.",
    },
    loses: {
      company: "The channel hears nothing any more. Notes that are already there stay.",
    },
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
