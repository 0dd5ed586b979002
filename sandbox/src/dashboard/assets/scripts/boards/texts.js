/** Every text of the job boards' page, in one place. Functions take what stands in them. */

export const T = {
  page: "Job boards",
  lead: "Where your offers are read, in words that are true: what a board shows is the board's to decide.",
  noOffers: "Nothing is on the boards",
  noOffersHint: "Put a published offer there: it enters your feed, and can be prepared for boards where people post by hand.",
  offers: "Offers",
  addresses: "Addresses",

  put: "Put on the boards",
  putDone: "The offer is on the boards.",
  chooseJob: "A published offer",
  lastDay: "Last day",
  takeOff: "Take off the boards",
  takeOffTitle: "Take this offer off the boards?",
  takeOffText: "It leaves your feed at once. What people have posted by hand stays until somebody takes it off there.",
  takenOff: "The offer is off the boards.",
  until: (day) => `offered until ${day}`,
  ended: (day) => `ended on ${day}`,

  feeds: "Boards that read your feed",
  inFeed: (since) => `In the feed since ${since}.`,
  lastRead: (at) => `Last read ${at}.`,
  neverRead: "Nobody has read it since.",
  leftOut: "Left out of the feed:",
  notChosen: "Not chosen.",
  offerEnded: "The offer has ended.",

  byHand: "Boards where people post by hand",
  nothingSaid: "Nobody has prepared it.",
  prepare: "Prepare",
  open: "Open",
  states: { prepared: "Prepared", posted: "Posted", expired: "Expired", removed: "Removed" },
  said: {
    prepared: (who, at) => `Prepared by ${who}, ${at}.`,
    posted: (who, at) => `${who} said on ${at} that it is there.`,
    expired: (who, at) => `Over since ${at}, as ${who} said.`,
    removed: (who, at) => `Taken off by ${who}, ${at}.`,
  },
  untilThere: (day) => `Its last day there is ${day}.`,
  byDate: "its last day",
  person: (id) => `person ${id}`,
  you: "you",
  outdated: "The offer's text has changed since it was posted there.",
  seeThere: "Its page",

  leftBehind: "Still at a board, though the job is closed",

  sheetTitle: (board) => `Post on ${board}`,
  begin: (country) => `Open the board (${country})`,
  copy: "Copy",
  copied: "Copied",
  missing: "The offer tells nothing of this, and the board will ask.",
  optional: "The offer tells nothing of this.",
  shortened: (limit) => `Cut to ${limit} characters.`,
  choices: (list) => `From the board's own lists: ${list}.`,
  pastedUrl: "Address of the offer's page there",
  pastedHint: "Looked at for its host alone: nobody opens it.",
  lastDayThere: "Last day there, where you know it",
  isPrepared: "I have begun",
  isPosted: "It is posted",
  isExpired: "It is over there",
  isRemoved: "It is taken off",
  kept: "Noted.",

  noAddresses: "Addresses come with the first offer.",
  addressHint: "Give each board its address. Whoever knows it can read your feed.",
  lastVisit: (agent, at) => `Last read by ${agent}, ${at}.`,
  noVisit: "Nobody has read it yet.",
  newAddresses: "New addresses",
  newTitle: "Replace all addresses?",
  newText: "The old ones lead nowhere from then on: every board must be told the new one.",
  newDone: "The addresses are new.",
  visit: "Read as this board would",
  visited: (count) => `The sandbox's board has taken the feed and shows ${count}.`,
  unchanged: (count) => `The sandbox's board had it all, and shows ${count}.`,
  refused: (why) => `The sandbox's board refuses the feed: ${why}`,
  offersCount: (count) => (count === 1 ? "1 offer" : `${count} offers`),
};

/** What boards that read feeds call themselves. */
export const FEEDS = { indeed: "Indeed", jooble: "Jooble", adzuna: "Adzuna", careerjet: "Careerjet", generic: "Others" };

/** What boards where people post by hand call themselves. */
export const BY_HAND = { jobberman: "Jobberman", brightermonday: "BrighterMonday", emploi_ci: "Emploi.ci", fuzu: "Fuzu", myjobmag: "MyJobMag" };
