/** The three providers, as paths, bodies and people name them. */

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
  },
  {
    slug: "outlook",
    key: "outlook_calendar",
    name: "Outlook",
    purpose: "Schedule interviews, find a time and send Microsoft Teams links.",
    loses: "Interviews can no longer be scheduled here. Events that are already planned stay there.",
    meeting: "Microsoft Teams",
  },
];

/** Those that keep a calendar. */
export const CALENDARS = PROVIDERS.filter(({ meeting }) => meeting);

/** The provider called `name`, in whichever spelling. */
export const provider = (name) =>
  PROVIDERS.find(({ slug, key }) => [slug, key, slug.replace("-", "_")].includes(name));
