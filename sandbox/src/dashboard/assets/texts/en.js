export default {
  "page": {
    "name": "{page} · IntoWork",
    "integrations": "Integrations",
    "connections": "Connections",
    "interviews": "Interviews",
    "skip": "Skip to the content",
    "language": "Language",
    "loading": "Loading…",
    "tryAgain": "Try again",
    "dismiss": "Dismiss",
    "close": "Close",
    "cancel": "Cancel",
    "keep": "Keep it",
    "leave": "Leave as it is",
    "save": "Save",
    "copied": "Copied.",
    "copyLink": "Copy the link"
  },
  "signIn": {
    "title": "Sign in to IntoWork",
    "lead": "Connect LinkedIn and your calendars, publish job offers, and schedule interviews.",
    "nobody": "There is nobody to sign in as.",
    "noCompany": "No company",
    "noProfile": "No profile",
    "deactivated": "deactivated",
    "signOut": "Sign out",
    "ended": "Your session has ended. Sign in again to go on.",
    "role": { "employer": "employer", "candidate": "candidate", "admin": "administrator" }
  },
  "api": {
    "noAnswer": "No answer from {origin}. Check that the API is running, then try again.",
    "tooMany": "Too many requests. Wait a moment, then try again.",
    "notFound": "Not found.",
    "failed": "The request failed ({status}). Try again."
  },
  "format": {
    "justNow": "just now"
  },
  "callback": {
    "page": "Finishing the connection",
    "nothing": "Nothing to finish",
    "nothingText": "This page is the last step of connecting an account, and no authorization came with it.",
    "signIn": "Sign in to finish connecting {provider}",
    "signInText": "Sign in as the person who began; nothing has been sent yet.",
    "replaced": "It takes the place of {account}.",
    "connecting": "Connecting {provider}…",
    "wait": "This takes a moment. Please keep this page open.",
    "back": "Back to the integrations"
  },
  "adminConsent": {
    "calendar": "The calendar",
    "granted": "{provider} is allowed for your organization",
    "grantedText": "Thank you. Your colleagues can connect it now. You can close this page.",
    "refused": "{provider} was not allowed",
    "refusedText": "Nothing was changed. Open the link again if you want to allow it after all."
  },
  "offer": {
    "page": "Job offer",
    "apply": "In the product, candidates apply here."
  },
  "job": {
    "type": {
      "full_time": "Full time", "part_time": "Part time", "contract": "Contract", "temporary": "Temporary", "internship": "Internship"
    },
    "status": { "draft": "Draft", "published": "Published", "closed": "Closed", "archived": "Archived" }
  },
  "connections": {
    "lead": "Connect the tools your team recruits with: once for the company, and for yourself where you prefer your own.",
    "company": "The company’s",
    "me": "Your own",
    "yours": "your own {provider}",
    "connect": "Connect",
    "connectIt": "Connect {connection}",
    "reconnect": "Reconnect",
    "reconnectIt": "Reconnect {connection}",
    "disconnect": "Disconnect",
    "disconnectIt": "Disconnect {connection}",
    "account": "Account",
    "connected": "Connected",
    "lastUsed": "Last used",
    "never": "Never",
    "reconnectBy": "Reconnect by",
    "makesRoom": "It was connected as {account}. Another account that connects now takes its place.",
    "really": "Disconnect {connection}?",
    "isDisconnected": "{provider} is disconnected.",
    "go": "Go to the connections",
    "mustReconnect": "{provider} must be reconnected",
    "replace": "Replace the account",
    "state": {
      "active": "Connected",
      "degraded": "Having trouble",
      "blocked": "Blocked by an administrator",
      "expiring": "Expires soon",
      "needs_reauthorization": "Reconnect needed",
      "disconnected": "Not connected"
    },
    "why": {
      "needs_reauthorization": "{provider} no longer accepts the authorization it gave. Reconnect to go on.",
      "degraded": "{provider} is answering with errors. We keep trying; the connection is kept.",
      "expiring": "Access ends on {day}. Reconnect before then."
    },
    "manage": "Manage access at {provider}",
    "invite": "Copy a link for a colleague",
    "inviteTo": "Copy a link by which a colleague connects {provider}"
  },
  "outcome": {
    "connected": "{provider} is connected.",
    "cancelled": "You cancelled. {provider} was not connected.",
    "admin_consent_required": "Your organization lets only an administrator allow {provider}. Send your administrator the link below; afterwards connect again.",
    "blocked_by_policy": "A rule of your organization blocks {provider} for this app. Ask your administrator to allow it.",
    "wrong_account": "This account can’t be used with {provider} here. Sign in with an account of your organization.",
    "consent_required": "{provider} wants you to sign in or to agree once more. Connect again.",
    "provider_misconfigured": "{provider} refuses this product at the moment; the reason is on our side. Please tell us.",
    "provider_unavailable": "{provider} is not answering at the moment. Please try again in a few minutes.",
    "provider_error": "{provider} could not be connected. Please try again.",
    "invalid_request": "The answer from {provider} could not be read. Please try again.",
    "invalid_state": "This attempt has expired or was already used. Please start again.",
    "state_mismatch": "This authorization was not begun here by you, so nothing was connected. Please start again.",
    "request": "A colleague asks you to connect {provider} for the company. Take the account that has the rights for it.",
    "signOutFirst": "To use another account, sign out at {provider} first: it remembers who is signed in there."
  },
  "administrator": {
    "title": "Your administrator must allow {provider}",
    "text": "Send this link to an administrator of your organization. It needs no account here, and is opened once. Then connect again.",
    "link": "Link for the administrator",
    "marked": "Copy the marked link."
  },
  "providers": {
    "linkedin": {
      "purpose": "Publish job offers as posts, on company pages or a personal profile.",
      "for": {
        "company": "For everyone in your company, on pages.",
        "me": "For posts on your own profile. Nobody else can use it."
      },
      "loses": {
        "company": "Job offers can no longer be published on pages. Posts that are already online stay there.",
        "me": "Nothing can be posted on your profile any more. Posts that are already online stay there."
      }
    },
    "google-calendar": {
      "purpose": "Schedule interviews, find a time and send Google Meet links."
    },
    "outlook": {
      "purpose": "Schedule interviews, find a time and send Microsoft Teams links."
    },
    "calendar": {
      "for": {
        "company": "For whoever has no calendar of their own here.",
        "me": "Your interviews go to it. Colleagues see that it is there and when you are free or busy, and can move or cancel the interviews in it."
      },
      "loses": {
        "company": "Interviews can no longer be scheduled in it. Events that are already planned stay there.",
        "me": "Interviews in it can no longer be moved or cancelled here, by you or by colleagues. They stay in your calendar."
      }
    },
    "zoom": {
      "purpose": "Hold interviews at Zoom, whichever calendar they are in.",
      "for": {
        "company": "For whoever has no Zoom of their own here.",
        "me": "Your interviews can be held in your own meetings, whichever calendar they are in. Colleagues can move or cancel those interviews."
      },
      "loses": {
        "company": "Interviews can no longer be held in the company’s meetings. Those that are already planned stay at Zoom, and no longer move with their interviews.",
        "me": "Interviews can no longer be held in your own meetings. Those that are already planned stay at Zoom, and no longer move with their interviews."
      }
    },
    "slack": {
      "purpose": "Hear in a channel what happens to interviews, offers and connections.",
      "for": {
        "company": "For everyone in your company. A workspace administrator may have to approve the app first: Slack says so, and you come back here and connect again afterwards."
      },
      "loses": {
        "company": "The channel hears nothing any more. Notes that are already there stay."
      }
    }
  },
  "notes": {
    "title": "Notes",
    "open": "Choose channel and notes",
    "none": "No channel is chosen yet: nothing is told.",
    "go": "Notes go to #{channel}.",
    "test": "Post a test",
    "choose": "Choose…",
    "channel": "Channel",
    "more": "More channels",
    "private": "#{channel} (private)",
    "shared": "#{channel} (shared with others)",
    "privateShared": "#{channel} (private, shared with others)",
    "pasted": "Or its id, or its copied link",
    "pastedExample": "C0123ABCD or https://….slack.com/archives/…",
    "kinds": "What is told",
    "look": "What it looks like"
  },
  "linkedin": {
    "lead": "Publish your job offers and see how they do.",
    "disconnected": "LinkedIn is not connected",
    "disconnectedText": "Connect it to publish your job offers as posts.",
    "jobs": "Job offers",
    "planned": "Planned",
    "posts": "Posts",
    "template": "Template",
    "noJobs": "No job offers yet",
    "noJobsText": "Offers of your company appear here once they are written.",
    "publish": "Publish",
    "publishIt": "Publish {title}",
    "preview": "Preview",
    "page": "Company page",
    "profile": "Personal profile",
    "profileOf": "Of {account}",
    "profileOfWho": "Of the person who connected LinkedIn",
    "choosePage": "Choose a page",
    "defaultPage": "Default page",
    "goTo": "Posts go to {page} unless you choose otherwise.",
    "noPage": "This account manages no LinkedIn page. Posts can go to the personal profile.",
    "message": "Message (optional)",
    "messageHint": "Replaces the text of the post. The link to apply is always added.",
    "companyText": "Leave empty to use your company’s text.",
    "counter": "{count} of {limit} characters",
    "more": "…see more",
    "picture": "Picture of the offer, {width} × {height} pixels"
  },
  "publish": {
    "title": "Publish on LinkedIn",
    "plan": "Plan",
    "nowHint": "Leave empty to publish now.",
    "where": "Publish to",
    "lookingUp": "Looking up your pages…",
    "decided": "Your company’s LinkedIn page, or the profile of the person who connected LinkedIn where there is none.",
    "chooseWhere": "Choose where to publish.",
    "published": "Published",
    "already": "Already published, {moment}; nothing new was posted",
    "alreadyNow": "Already published a moment ago; nothing new was posted",
    "not": "Not published: {place}",
    "view": "View the post",
    "again": "Try the others again",
    "done": "Done",
    "unconfirmed": "Not confirmed: {place}",
    "search": "Search"
  },
  "later": {
    "date": "Date",
    "hour": "Hour ({zone})",
    "both": "Give a date and an hour, or neither."
  },
  "planned": {
    "none": "Nothing is planned",
    "noneText": "Give a date and an hour when you publish a job offer.",
    "change": "Change",
    "changeIt": "Change the plan of {title}",
    "takeBack": "Take back the plan of {title}",
    "really": "Take this post back?",
    "reallyText": "It will not be published.",
    "takeIt": "Take it back",
    "removeIt": "Remove the plan of {title} from the list",
    "reallyRemove": "Remove it from the list?",
    "reallyRemoveText": "It was not published.",
    "remove": "Remove it",
    "stateOf": "{state}: {reason}",
    "losing": { "one": "{count} planned post will not be published.", "other": "{count} planned posts will not be published." },
    "title": "Change the planned post",
    "both": "Give a date and an hour.",
    "state": {
      "planned": "Planned", "starting": "Starting", "published": "Published", "stopped": "Stopped", "failed": "Failed", "taken_back": "Taken back"
    },
    "reason": {
      "job_closed": "the offer was closed",
      "job_updated": "the offer has changed",
      "planner_left": "who planned it has left",
      "disconnected": "LinkedIn was disconnected",
      "late": "too late",
      "quota": "LinkedIn’s limit is reached",
      "in_progress": "in progress",
      "not_connected": "LinkedIn is not connected",
      "reauthorization_required": "LinkedIn must be reconnected",
      "unknown_organization": "no longer possible on this page",
      "not_owner": "somebody else’s profile",
      "permission_denied": "LinkedIn does not permit it",
      "content_refused": "LinkedIn refused the content",
      "provider_unavailable": "LinkedIn is not answering",
      "outcome_unknown": "LinkedIn has not confirmed it"
    },
    "deleted": "{place} (deleted)"
  },
  "posts": {
    "none": "Nothing published yet",
    "noneText": "Publish a job offer and its figures appear here.",
    "count": { "one": "{count} post", "other": "{count} posts" },
    "impressions": "Impressions",
    "clicks": "Clicks",
    "likes": "Likes",
    "comments": "Comments",
    "shares": "Shares",
    "engagement": "Engagement",
    "untitled": "Job offer {number}",
    "view": "View",
    "delete": "Delete the post {title}",
    "really": "Delete this post?",
    "reallyText": "It disappears from LinkedIn, with its likes and comments. This cannot be undone.",
    "deleteIt": "Delete the post",
    "deleted": "The post is deleted.",
    "noTrend": "No trend yet",
    "trend": "Impressions, from {first} to {last}",
    "partly": "of {known} out of {count}",
    "why": "Why a figure is missing",
    "unknown": "{figures}: {reason}",
    "point": "{day}: {count}"
  },
  "template": {
    "text": "Post template",
    "save": "Save the template",
    "saved": "The template is saved.",
    "hint": "Used for every post without a message of its own. Leave it empty for the standard text.",
    "placeholders": "Placeholders: {names}.",
    "with": "Preview with",
    "appears": "The preview appears here."
  },
  "interviews": {
    "lead": "Invite candidates, with a video link, from the calendar your team uses.",
    "disconnected": "No calendar is connected",
    "disconnectedText": "Connect Google Calendar or Outlook to schedule interviews.",
    "schedule": "Schedule an interview",
    "scheduled": "Scheduled",
    "noApplications": "No applications yet",
    "noApplicationsText": "Once candidates apply, invite them here.",
    "none": "No interviews yet",
    "noneText": "Interviews you schedule appear here.",
    "cancelled": "Cancelled",
    "in": "In {calendar}",
    "timeIn": "{time} ({zone})",
    "move": "Move",
    "moveIt": "Move {title}",
    "cancelIt": "Cancel {title}",
    "really": "Cancel this interview?",
    "reallyText": "It is removed from the calendar.",
    "cancelInterview": "Cancel the interview",
    "isCancelled": "The interview is cancelled.",
    "moveInterview": "Move the interview",
    "isMoved": "The interview is moved.",
    "needTime": "Give a date and a start time.",
    "theCalendar": "the calendar",
    "yourCalendar": "your own calendar",
    "companyCalendar": "the company’s calendar",
    "calendarOf": "the calendar of {name}",
    "leftColleague": "a colleague who is not connected any more",
    "withAccount": "{calendar}, {account}",
    "confirmed": "The interview is scheduled in {calendar} and the invitations are sent.",
    "openIn": "Open in {calendar}",
    "link": "{room} link",
    "linkPending": "The {room} link is still being made; it will be in the calendar event.",
    "linkUnavailable": "This account offers no {room} link.",
    "candidate": "{name}, for {job}",
    "timeHere": "{time} for you",
    "unconfirmed": "Not confirmed",
    "confirmedAlone": "The interview is scheduled in {calendar}. Nobody is invited."
  },
  "schedule": {
    "submit": "Schedule the interview",
    "incomplete": "Give a date and a start time.",
    "candidate": "Candidate",
    "calendar": "Calendar",
    "yours": "{calendar} – yours",
    "company": "{calendar} – the company’s",
    "title": "Title",
    "video": "Video link",
    "noVideo": "None",
    "location": "Location (optional)",
    "locationExample": "Address, room or video call",
    "description": "Description (optional)",
    "invited": "Invited",
    "attendees": "Attendees",
    "attendeesHint": "Press Enter after each address.",
    "addressExample": "name@company.com",
    "remove": "Remove {email}",
    "interviewers": "Interviewers",
    "interviewersHint": "Colleagues with a calendar of their own. You see when they are free or busy, and nothing else.",
    "date": "Date",
    "start": "Start",
    "duration": "Duration",
    "zone": "Time zone",
    "noAddress": "“{text}” is no email address. Correct it, or take it away.",
    "titleHint": "Left empty, it names the position and the company, in the language of the offer.",
    "clash": "The calendar has something else at this time, or an interviewer is not free."
  },
  "slots": {
    "find": "Find a time",
    "none": "No common time in these days. Try another date or a shorter interview.",
    "of": "{email}: {availability}",
    "availability": { "tentative": "perhaps busy", "working_elsewhere": "working elsewhere", "busy": "busy", "out_of_office": "away" },
    "more": { "one": "Show {count} more time", "other": "Show {count} more times" }
  },
  "seen": {
    "guest": "Guest {number}",
    "answer": "{name} ({role}) {response}",
    "role": { "candidate": "candidate", "interviewer": "interviewer", "guest": "guest" },
    "response": { "accepted": "accepted", "declined": "declined", "tentative": "may come", "needs_action": "has not answered" },
    "proposes": "proposes {time}",
    "changed": "Changed in the calendar",
    "change": "{what}, seen {moment}",
    "what": {
      "moved": "Moved",
      "made_all_day": "Made to last whole days",
      "made_series": "Made a series",
      "renamed": "Renamed",
      "relocated": "Held elsewhere",
      "guests_changed": "Guests changed",
      "cancelled": "Deleted",
      "restored": "Taken out of the bin"
    },
    "fresh": "As in the calendar {ago}",
    "delayed": "The calendar can’t be read; this was right {ago}",
    "everybody": "Everybody invited is told.",
    "nobody": "Nobody was invited."
  },
  "sandbox": {
    "name": "Sandbox",
    "note": "Nothing here leaves this machine",
    "controls": "Sandbox controls",
    "clock": "Clock",
    "clockText": "Everything in the sandbox ages at once: tokens, warnings, schedules.",
    "schedule": "Schedule",
    "scheduleText": "Renews the tokens that are due, as the schedule does by itself.",
    "ran": "The schedule ran.",
    "run": "Run refresh-tokens now",
    "others": "The other side",
    "othersText": "What the providers show their own users, and what they were sent.",
    "whatPeopleSee": "What people see",
    "requests": "Requests received"
  }
};
