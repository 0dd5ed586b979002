export default {
  "booking": {
    "title": "Choose a time",
    "minutes": {
      "one": "{count} minute",
      "other": "{count} minutes"
    },
    "zone": "Times are shown for {zone}.",
    "pick": "Choose the time that suits you:",
    "booked": "Your interview",
    "another": "Choose another time:",
    "keep": "You can move or cancel it until an hour before.",
    "late": "It begins soon: please contact the recruiter if you can’t come.",
    "join": "Join the video call",
    "file": "Save to my calendar",
    "cancel": "Cancel the interview",
    "sure": "Really cancel?",
    "stay": "Keep it",
    "cancelled": "The interview is cancelled. You can choose another time:",
    "none": "No time is free at present. Please ask the recruiter.",
    "closed": "No time can be chosen here at present. Please ask the recruiter.",
    "book": "Book {when}?",
    "yes": "Confirm",
    "back": "Back",
    "done": "It is booked.",
    "gone": "The interview is cancelled.",
    "wait": "One moment…",
    "failed": "No answer. Please check your connection and try again.",
    "again": "Try again",
    "language": "Language"
  }
};
