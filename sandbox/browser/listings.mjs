/** What the API may list beside what a few minutes bring about: one of each state that docs/openapi.yaml names, made of the one that there is. */

const AT = '2030-01-07T09:00:00Z';

const RESPONSES = { candidate: 'accepted', interviewer: 'tentative', guest: 'needs_action' };
const CHANGES = ['made_all_day', 'made_series', 'renamed', 'relocated', 'guests_changed', 'cancelled', 'restored'];

const guest = ([role, response], index) => ({ number: index + 1, email: null, name: null, role, user_id: null, response, comment: null, responded_at: null, proposed: null });
const change = (what) => ({ at: AT, what, was_start_time: null, was_end_time: null });

/** Interviews like `event`: seen long ago and changed in every way, not confirmed, for whole days and in a room at Zoom. */
export const INTERVIEWS = (event) => [
  { ...event, event_id: 'delayed', seen_at: event.start_time, is_delayed: true, attendees: Object.entries(RESPONSES).map(guest), changes: CHANGES.map(change) },
  { ...event, event_id: 'unconfirmed', status: 'unconfirmed', attendees: [], organizer: { for: 'colleague', user_id: 0, account: null } },
  { ...event, event_id: 'zoom', start_time: '2030-01-07T00:00:00Z', end_time: '2030-01-08T00:00:00Z', all_day: true, meeting_provider: 'zoom', meeting_link: 'https://zoom.us/j/1', location: 'Abidjan' },
];

const STATES = ['open', 'booked', 'cancelled', 'expired', 'revoked'];
const REASONS = ['job_closed', 'application_withdrawn', 'employer_left', 'connection_ended', 'calendar_unreadable'];

/** Booking links like `link`: in each state, one whose interview was cancelled by others, and each reason to offer nothing. */
export const LINKS = (link) => [
  ...STATES.map((state) => ({ ...link, state })),
  { ...link, state: 'booked', booked: { event_id: 'off', start_time: AT, end_time: AT, is_cancelled: true } },
  ...REASONS.map((reason) => ({ ...link, reason })),
];

const OUTCOMES = {
  planned: ['in_progress', 'provider_unavailable', null],
  starting: [null],
  published: [null],
  stopped: ['job_closed', 'job_updated', 'planner_left', 'disconnected'],
  failed: ['late', 'quota', 'not_connected', 'reauthorization_required', 'unknown_organization', 'not_owner', 'permission_denied', 'content_refused', 'outcome_unknown'],
  taken_back: [null],
};

/** Plans like `plan`: with each state and each reason; the last of a state is called as it is. */
export const PLANS = (plan) => Object.entries(OUTCOMES).flatMap(([state, reasons]) => reasons.map((reason, index) => ({
  ...plan,
  id: index === reasons.length - 1 ? state : `${state}-${reason}`,
  state,
  reason,
  can_change: state === 'planned',
  targets: plan.targets.map((target) => ({ ...target, state: state === 'published' ? 'deleted' : state })),
})));

const ADVERT = { url: 'https://jobs.example/1', ends_on: null, posted_by: 1, posted_at: AT, changed_by: 1, changed_at: AT, is_outdated: false, to_do: null };

/** At each board another state: begun, there, over, gone, given up. */
const ADVERTS = {
  jobberman: { ...ADVERT, state: 'prepared', url: null, posted_at: null },
  brightermonday: { ...ADVERT, state: 'posted', posted_by: 2, ends_on: '2030-02-01', is_outdated: true },
  emploi_ci: { ...ADVERT, state: 'expired', changed_by: null },
  fuzu: { ...ADVERT, state: 'removed' },
  myjobmag: { ...ADVERT, state: 'removed', posted_at: null },
};

const WAYS = ['left_out', 'not_chosen', 'ended', 'in_feed', 'in_feed'];

/** `offer`, which is over and that nobody vouches for. */
export const BOARD_OFFER = (offer) => ({
  ...offer,
  state: 'ended',
  is_confirmed: false,
  is_shortened: true,
  by_hand: ADVERTS,
  boards: Object.fromEntries(Object.entries(offer.boards).map(([name, way], index) => [name, { ...way, state: WAYS[index] }])),
});
