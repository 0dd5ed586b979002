# Every text that is answered to people, in English. CONTRIBUTING.md says how one is added.

## What goes wrong, by its code.

unauthenticated = Your session is missing or has expired. Sign in again.
employer_required = Only employers can use the integrations.
profile_not_found = Employer profile not found.
company_required = Create your company before you connect an integration.
unknown_provider = Unknown provider. Use linkedin, google-calendar, outlook, zoom or slack.
unsupported = { $provider } does not offer this.
not_found-job = Job not found.
not_found-application = Application not found.
not_found-post = Post not found.
not_found-plan = Planned post not found.
not_found-booking-link = Booking link not found.
not_found-link = This link is not valid, or no longer. Please ask the recruiter for a new one.
not_found-interview = Interview not found.
not_found-interviewer = No colleague of yours with an own calendar here has this id.
not_found-offer = This offer is not on the job boards.
not_found-feed = There is nothing at this address.
not_found-board = There is no job board of this name where offers are posted by hand.
not_found-advert = Nobody has prepared or posted this offer at this board.
invalid_state = This connection attempt has expired or was already used. Start again from the integrations page.
state_mismatch = This connection was started by another user. Start again from your own account.
company_changed = Your company changed while you were connecting. Start again.
issuer_mismatch = The answer did not come from { $provider }. Nothing was connected.
cancelled = The connection was cancelled.
code_refused = { $provider } did not accept the connection. Please try again.
missing_scope = { $provider } was not connected because a permission is missing: { $scope }. Connect again and accept all permissions.
scope-google-events = “see and edit events in your calendars” ({ $name })
refresh_token_missing = { $provider } did not allow a lasting connection. Connect again and accept all permissions.
work_account_required = Connect a work or school account: this integration does not take personal { $provider } accounts.
account_mismatch = Another { $provider } account is connected. Connect with the same account, or choose to replace it.
account_in_use = This { $provider } account is connected elsewhere already, and { $provider } keeps one connection of an account. That connection goes on. To move the account here, remove this app at { $provider } (App Marketplace, installed apps), wait a few minutes until that is known, and connect again.
workspace_required = { $provider } was connected for a whole organization, and we need one workspace of it. Install the app in a single workspace and connect again.
company_only = { $provider } is connected for the whole company, not for one person.
channel_required = No { $provider } channel is chosen. Choose one on the integrations page first.
channel_not_found = { $provider } does not show this channel. Check it, and where it is private, invite the app there first.
channel_refused = { $provider } takes no notes in this channel: { $reason }
not_configured = { $provider } integration is not configured
not_connected = { $provider } is not connected. Connect it on the integrations page first.
reauthorization_required = The { $provider } connection has expired or was revoked. Reconnect it on the integrations page.
not_owner = Only the person who connected { $provider } can publish or delete on their personal profile.
job_not_published = This job offer is not published. Publish it in the ATS first.
too_many_offers = The company has as many offers on the job boards as a feed can hold. Take one off first.
advert_posted = This offer is already at this board, by what was said last. Say first that it is over there or taken off, or paste the address of its page anew.
advert_not_posted = By what was said last, this offer is not at this board: only what is posted can be over there. If it will not be posted, say that it is removed.
feed_too_large = This feed is too large to be sent unpacked. Ask for it in gzip.
organization_required = You manage several LinkedIn pages. Choose where to publish.
organization_required-page = Choose where to publish: on your LinkedIn page or on the personal profile.
organization_required-gone = LinkedIn no longer offers the page that offers were published on. Have an administrator of the page connect LinkedIn again, or choose the personal profile.
unknown_organization = The connected LinkedIn member can't publish for this page.
event_changed = This interview was changed in { $provider } in the meantime. Check it there before you change it here.
other_account = This was made with the { $provider } account { $account }, and another one is connected. Connect { $account } again, or change it in { $provider } with that account.
other_account-unknown = The connected { $provider } account does not have this: it may have been made with another account. Connect that one again, or change it in { $provider } with that account.
organizer_unavailable = This interview stands in the own { $provider } calendar of { $organizer }, which can't be used now, and no other calendar takes its place. Ask { $organizer } to connect it again and to use it, or cancel the interview there and schedule it anew.
organizer_unavailable-own = This interview stands in your own { $provider } calendar, which is not connected any more. Connect the same account for yourself again, or change the interview in { $provider }.
idempotency_key_reused = This Idempotency-Key was already used for another request.
in_progress = This request is already being processed. Try again in a moment.
plan_started = This post has been made, or is being made, or its plan has ended: it can no longer be changed.
too_many_plans = Your company has { $limit } planned posts already. Take one back, or wait until one is published.
slot_taken = This time is no longer free. Please choose another one.
booking_closed = No time can be chosen here at present. Please ask the recruiter.
booking_too_late = It is too late to change this interview here. Please contact the recruiter.
booking_unavailable = This is not possible right now. Please try again in a few minutes.
outcome_unknown = { $provider } did not confirm: it may already be done. Check there before you try again.
permission_denied = { $provider } does not allow this account to do that. Check its role, or reconnect.
blocked_by_policy = { $provider } does not let this app in: an administrator of your organization has to allow it. The connection is kept and will work again then.
scope_not_granted = The { $provider } connection lacks the permission for this: { $scope }. Reconnect { $provider } and accept all permissions.
content_refused = { $provider } refused the content.
throttled = { $provider } is not accepting any more requests for now. Try again later.
daily_limit = { $provider } allows a limited number of meetings per person and day, and today's is used up. It goes on at { $until }.
provider_unavailable = { $provider } is not available right now. Try again later.
provider_misconfigured = The { $provider } integration has a configuration problem. Our team has been alerted.
ats_unavailable = The recruiting system is not available right now. Try again later.
ats_incomplete = The recruiting system's answer is incomplete. Our team has been alerted.
storage_unavailable = The service is temporarily unavailable. Try again later.
timed_out = This took too long and was stopped. It may still have been done: check before you try again.
method_not_allowed = This address does not offer that. It offers: { $methods }.
internal = Something went wrong on our side.

## What is wrong with a request: `invalid_request`.

parameter-missing = { $name } is missing
parameter-malformed = { $name } is malformed
parameter-repeated = { $name } appears more than once
query-too-long = the query is too long
query-not-utf8 = the query is not UTF-8
idempotency-key-malformed = Idempotency-Key: 1 to 255 visible ASCII characters are expected
body-too-large = the body is larger than 256 kB
body-not-json = body: this is not valid JSON
body-not-object = body: a JSON object is expected
field-missing = { $field }: this field is missing
field-twice = { $field }: this field appears twice
field-unknown = { $field }: there is no such field. Did you mean { $meant }?
field-unreadable = { $field }: this can't be read
field-empty = { $field }: this must not be empty
field-after = { $field }: this must be after { $other }
field-not-before = { $field }: this must not be before { $other }
field-needed = { $field }: this is needed together with { $other }
field-range = { $field }: { $from } to { $to } are possible
field-too-many = { $field }: at most { $limit } are possible
field-problem = { $field }: { $problem }
number-too-large = { $field }: this number is too large
expected-text = { $field }: a text is expected
expected-boolean = { $field }: true or false is expected
expected-list = { $field }: a list is expected
expected-number = { $field }: a number is expected
expected-integer = { $field }: a whole number is expected
expected-natural = { $field }: a whole number of 0 or more is expected
expected-object = { $field }: an object is expected
expected-either = { $field }: { $one } or { $other } is expected
expected-one-of = { $field }: one of { $words } is expected
expected-organizer = { $field }: me, company or the id of an employer is expected
nothing-to-change = body: there is nothing to change
shards-unknown = shards: numbers from 0 to { $last } are expected
channel-malformed = { $field }: use a channel's id such as C0123ABCD, or its copied link

# Times.
time-malformed = { $field }: use a local time such as 2026-03-01T14:00:00, or one with Z or an offset
time-too-far = { $field }: this is too far away
time-skipped = { $field }: this time does not exist, because clocks go forward then; did you mean { $next }?
time-past = { $field }: this is in the past
publish-too-soon = { $field }: this must be at least 5 minutes from now
publish-too-far = { $field }: a post can be planned for 90 days, here until { $until }
publish-republish = { $field }: this is not possible with { $other }
time-of-day-malformed = { $field }: use a time of day such as 09:00
day-malformed = { $field }: use a day such as 2026-03-01
offer-days = { $field }: a day from { $first } to { $last } is expected
days-empty = { $field }: name one day at least
zone-unknown = { $field }: use an IANA name such as Africa/Abidjan
slot-not-offered = { $field }: this time is not offered
no-time-fits = { $field }: no interview of this length fits into these days, hours and notice
interview-too-long = { $field }: an interview lasts at most a day
search-too-long = { $field }: at most 31 days are searched

# Who is invited.
address-absent = there is no e-mail address
address-malformed = this is not an e-mail address
address-beyond-ascii = before the @ of an e-mail address only letters without accents can be invited
candidate-not-invitable = attendees: { $name } can't be invited by the address in the recruiting system: { $problem }. Correct it there, or name the guests here.
candidate = the candidate

# Why a text is no template.
template-empty = the template is empty; send null for the standard text
template-syntax = the template has a syntax error: { $error }
template-block = only {"{%"} if variable {"%}"}, {"{%"} else {"%}"} and {"{%"} endif {"%}"} are possible, not {"{%"} { $block } {"%}"}
template-variable = unknown variable "{ $name }"; there are { $names }
template-call = a filter or function is used; only variables are possible
template-link = the template must always contain {"{{"} apply_url {"}}"}
template-too-long = the template is too long: with a long title it exceeds LinkedIn's { $limit } characters
template-unreadable = what is stored can’t be read. Store the template again.

## How a connection is.

health-outage = { $provider } has not answered since { $since }. We keep trying: there is nothing to do.
health-configuration = { $provider } has been refusing our application since { $since }. The reason is on our side and our team has been alerted: there is nothing to do.
health-doubted = { $provider } has been refusing many connections at once since { $since }, which looks like a fault there. Our team has been alerted and the connection is kept: there is nothing to do.
health-policy = Since { $since }, { $provider } has not let our application in. Ask { $gatekeeper } to allow it again; the connection is kept and will then resume by itself.
health-expiring = The { $provider } authorization ends on { $end }.
health-unreadable = Something is wrong with the stored { $provider } connection. Reconnect { $provider } to fix it.
health-revoked = Access was withdrawn at { $provider }. Reconnect { $provider } to continue.
health-interaction = { $provider } asks for a new sign-in or an approval by your organization. Reconnect { $provider } to continue.
health-expired = The { $provider } authorization has expired. Reconnect { $provider } to continue.
health-interrupted = A renewal of the { $provider } connection broke off at the last step, and { $provider } gives no second answer. Nothing else is wrong: reconnect { $provider } to continue.

# Who decides which applications are let in: it stands in `health-policy`.
gatekeeper-linkedin = an administrator of your organization
gatekeeper-google = your organization's Google Workspace administrator (admin console, API controls), or the account's owner where it has Google's Advanced Protection,
gatekeeper-microsoft = your organization's Microsoft 365 administrator (Microsoft Entra, enterprise applications)
gatekeeper-zoom = your organization's Zoom administrator (App Marketplace, permissions)
gatekeeper-slack = an administrator of your Slack workspace (app management)

# What a person should be told before it is too late.
ends-today = Last day: { $provider } stops working within 24 hours. Reconnect it now.
ends-this-week = { $provider } stops working in { $days ->
        [one] { $days } day
       *[other] { $days } days
    }. Reconnect it this week.
ends-later = { $provider } stops working in { $days ->
        [one] { $days } day
       *[other] { $days } days
    }. Reconnect it in time.
ends-for-a-rule = { $warning } { $provider } ends every authorization after a while; connecting again takes one click.

## What can't be done with a connection.

permission-lost = Without the permission { $scope }, { $lost }. Reconnect { $provider } and accept all permissions.
lost-profile-posts = nothing can be posted on the personal profile
lost-page-posts = nothing can be posted on pages
lost-pages = pages and their figures can't be read
lost-times = no times can be suggested
lost-moving-rooms = a Zoom meeting does not move with its interview
lost-deleting-rooms = a Zoom meeting stays when its interview is cancelled
lost-finding-rooms = after a lost answer a second Zoom meeting may be made
lost-posting-uninvited = notes go only to channels that the app was invited to
lost-public-channels = public channels can't be listed
lost-private-channels = private channels can't be listed

## Connecting and disconnecting.

connected-own = Your own { $provider } account is connected
connected = { $provider } connected successfully
disconnected = { $provider } disconnected successfully
was-not-connected = { $provider } was not connected
revocation-nothing = There was nothing to revoke.
revocation-done = { $provider } has withdrawn our access.
revocation-not-offered = We have deleted our access. { $provider } lets only you withdraw the permission itself, in your account's settings.
revocation-in-use = We have deleted our access. The permission at { $provider } stays, because another connection uses the same account.
revocation-unknown = We have deleted our access. The permission at { $provider } stays, because another connection may use the same account. You can withdraw it in your account's settings.
revocation-unconfirmed = We have disconnected { $provider }, but it did not confirm that the permission is withdrawn. We keep trying for a week; you can also withdraw it in your account's settings right away.

## Posts.

job-published = Job published to LinkedIn successfully
job-already-published = This job is on LinkedIn already, with the same text: nothing new was posted
post-deleted = Post deleted from LinkedIn
plan-made = The post is planned
plan-made-by-colleague = A colleague has planned this post already. It stops if they leave the company.
plan-changed = The planned post is changed
plan-taken-back = The planned post is taken back
plan-published = The planned post was published
plan-dismissed = The planned post is off the list
plan-job-closed = The job offer was closed. Nothing was published.
plan-job-updated = The job offer has changed since the post was planned. Look at the post and save it again, or take it back.
plan-planner-left = The person who planned this post no longer works for the company. Plan it again.
plan-disconnected = { $provider } was disconnected. Connect it and plan the post again.
plan-late = The post could not be made within 15 minutes of its time. Publish it now or plan it again.
plan-quota = { $provider } accepts no more posts for now: its limit is reached. Publish later or plan the post again.
plan-in-progress = It is not known yet whether the post is online. This is looked at again every minute.
text_shortened-message = The message was too long for { $provider } and has been shortened.
card_shortened = The card below the post shows the beginning of the offer's title or text.
calendar_missing = This { $provider } account has no mailbox, and so no calendar: no interview can be scheduled with it. Ask your administrator for one and reconnect { $provider }, or connect another account.
rooms_unavailable = This { $provider } account makes no Teams meetings: its interviews get no Teams link. Hold them at Zoom, or connect an account that has Teams.
room_ends_early = The { $provider } account is a free one: its meetings end after 40 minutes, and this interview is longer.
room_may_be_doubled = { $provider } did not confirm at first: a second meeting may exist there. Look, and delete the one that the invitation does not name.
room_not_moved = The interview was changed, but not its { $provider } meeting: the connection that made it is not connected here, or may not change it. Its link goes on working; change the meeting in { $provider } by hand.
room_left = The interview is cancelled, but its { $provider } meeting stays: the connection that made it is not connected here, or may not delete it. Delete it in { $provider } by hand.
picture_left_out = The picture was left out: { $reason }
template_unusable = The standard text was used instead of your own template: { $problem }
picture-address = its address is not a plain https address. Upload the picture to the offer again.
picture-host = its host is not one that pictures are taken from. Upload the picture to the offer itself.
picture-not-public = its host is not a public one. Upload the picture to the offer itself.
picture-not-loaded = it can't be loaded. Check that it is still there, or upload it to the offer again.
picture-too-large = it is larger than 10 MB. Upload a smaller one.
picture-format = it is not a JPEG, PNG or GIF picture. Save it as one of these and upload it to the offer again.
picture-incomplete = the file is incomplete or damaged. Upload it to the offer again.
picture-pixels = it has too many pixels for LinkedIn. Upload one of about 1200 by 627 pixels.
picture-not-taken = LinkedIn did not take it. Try another picture.
picture-not-now = LinkedIn could not take it just now. Publish again later if the picture matters.
picture-too-slow = it took too long. Publish again later where the picture matters.
picture-not-then = it could not be had when the post was due. Delete the post and publish it again where the picture matters.
connection_ends = The connection to { $provider } ends on { $until }, before this post. Connect { $provider } again before then.

# Pages.
pages-not-granted = The LinkedIn connection lacks the permission to list pages (rw_organization_admin). Reconnect to grant it; until then posts can go to the personal profile.
pages-not-asked-for = Publishing on pages is not set up here: posts go to the personal profile.
pages-none = The connected LinkedIn member is not an administrator or content administrator of any page. Ask for the role on LinkedIn, or publish on the personal profile.

# Figures.
figures-not-granted = The LinkedIn connection lacks the permission rw_organization_admin. Reconnect to grant it.
figures-profile-not-granted = LinkedIn shows the figures of posts on a personal profile only with the permission r_member_postAnalytics, which this connection does not have.
figures-author-only = LinkedIn shows the figures of a post on a personal profile only to its author.
figures-newest-only = Only the newest posts on a personal profile are asked for in a list. Look at this post's own statistics.
figures-no-clicks = LinkedIn does not count clicks on posts on a personal profile.
figures-left-out = LinkedIn left this out of its answer.
figures-administrators-only = LinkedIn shows this only to administrators of the page.
figures-not-answered = LinkedIn can't be asked right now.
offer-lacks-title = The offer has no title.
offer-lacks-company = The name of the company is missing.
offer-lacks-description = The offer has no text.
offer-lacks-length = The text is too short: this board asks for { $limit } characters at least.
offer-lacks-place = The offer names no place where this board could show it. Write the town into its location.
offer-lacks-country = The country of the offer is missing.
offer-too-old = The offer has not changed for so long that this board would refuse it. Prolong it to show it again.
advert-url = { $field }: the address of the offer’s own page at { $board } is expected, on { $hosts }
advert-only-posted = { $field }: belongs to the state “posted” only
advert-by-hand = { $board } has no way in for programs that is known: copy each field into the form there, then paste the address of the offer’s page here. Nothing is posted by itself.
advert-not-posted = Nobody has said that the offer is at { $board }. Post it there and paste its address, or say that it will not be.
advert-expired = The last day of the offer at { $board } is over, and it is offered still. Post it again there, or say that it is removed.
advert-still-there = The job is offered no longer, and by what was said last it still stands at { $board }. Take it off there, then say that it is removed.
advert-apply = Apply here: { $url }
advert-day = { $day }
offer-lacks-room = The feed is full: it holds { $limit } offers.

## Interviews.

event-created-google = Google Calendar event created
event-created-outlook = Outlook Calendar event created
interview-updated = Interview updated successfully
interview-cancelled = Interview cancelled successfully
text_shortened-title = The title was too long for { $provider } and has been shortened.
text_shortened-description = The description was too long for { $provider } and has been shortened.
text_shortened-location = The location was too long for { $provider } and has been shortened.
slots-none = No time suits everybody. Try other days, longer hours or a shorter interview.
calendar-unreadable = The calendar of { $email } can't be read: ask whether the time suits.
interviewer-free = { $email } is free.
interviewer-busy = { $email } has something else then.
interviewer-absent = { $email } has not used the integrations for 30 days, so that calendar is not read: ask whether the time suits.
interviewer-disconnected = The own calendar of { $email } has to be connected again: ask whether the time suits.
interviewer-unanswered = The own calendar of { $email } can't be asked right now: ask whether the time suits.
interviewer-unclear = { $email } has this interview then, and perhaps something else: ask whether the time suits.
conflict-organizer = The organizing calendar has something else at this time.
conflict-person = { $email } has something else at this time.
everybody-free = Everybody is free.
somebody-tentative = Somebody may have another appointment.
nobody-busy = Nobody whose calendar can be read is busy.

## Dates, in UTC.

month = { $month ->
        [1] January
        [2] February
        [3] March
        [4] April
        [5] May
        [6] June
        [7] July
        [8] August
        [9] September
        [10] October
        [11] November
       *[12] December
    }
day = { $day } { month } { $year }
moment = { day }, { $time } UTC

# Events to the recruiting system.
events-failed = { $count ->
    [one] One event was not delivered to the recruiting system within 72 hours.
   *[other] { $count } events were not delivered to the recruiting system within 72 hours.
}
events-waiting = { $count ->
    [one] One event has been waiting for the recruiting system since { $since }.
   *[other] { $count } events have been waiting for the recruiting system since { $since }.
}

## Notes in the recruiters' channel.

note-interview-scheduled = Interview scheduled
note-interview-moved = Interview moved
note-interview-longer = Interview made longer
note-interview-shorter = Interview made shorter
note-interview-cancelled = Interview cancelled
note-guest-answered = The candidate answered
note-guest-accepted = The candidate accepted
note-guest-declined = The candidate declined
note-guest-tentative = The candidate accepted tentatively
note-invited-answered = An invited person answered
note-invited-accepted = An invited person accepted
note-invited-declined = An invited person declined
note-invited-tentative = An invited person accepted tentatively
note-offer-published = Job offer published on LinkedIn
note-offer-removed = Job offer removed from LinkedIn
note-offer-failed = Job offer not published on LinkedIn
note-offer-unclear = Job offer perhaps published on LinkedIn
note-offer-look-here = LinkedIn did not take it. Look at the offer and publish it again.
note-offer-look-at-plans = The list of planned posts says what this concerns.
note-offer-look-there = LinkedIn did not confirm. Look there before you publish it again.
note-advert-reminder = Something to do at a job board
note-advert-not-posted = Job offer not posted yet at { $board }
note-advert-expired = Job offer over at { $board }
note-advert-still-there = Closed job still at { $board }
note-connection-attention = A connection needs attention
note-connection-expiring = { $provider } has to be connected again soon
note-connection-ended = { $provider } has to be connected again
note-connection-until = It works until { $end }. Connecting again takes one click.
note-connection-again = It does not work until somebody connects it again.
note-candidate = Candidate
note-position = Position
note-when = When
note-before = Before
note-length = Length
note-minutes = { $minutes } min
note-moment = { $at }
note-organizer = In the calendar of
note-open = Open in IntoWork
note-test = Notes about interviews, offers and connections arrive here.
note-test-sent = A test was posted in #{ $channel }
note-example-position = Accountant

# What keeps a channel from taking notes, and what to do.
channel-trouble = Since { $since }, #{ $channel } takes no notes: { $reason } { $who } chose the channel.
channel-not-found = it was deleted, or it is private and the app is no longer in it. Invite the app, or choose another channel.
channel-not-invited = the app is not in it. Invite the app there.
channel-archived = it is archived. Choose another channel.
channel-restricted = only some people may post in it. Choose another channel, or have the rule changed.
channel-full = the free workspace takes no more messages.
channel-blocked = the workspace does not let the app in. Ask its administrator.
channel-refused = the workspace refuses them for a reason that the app does not know. Send a test, choose another channel, or ask the administrator of the workspace.

## Booking links.

booking-text =
    Hello,
    { $company } would like to talk with you about the position “{ $title }” ({ $minutes } minutes). Please choose the time that suits you best, until { $until }, with this link:
booking-text-unnamed =
    Hello,
    We would like to talk with you about the position “{ $title }” ({ $minutes } minutes). Please choose the time that suits you best, until { $until }, with this link:
booking-revoked = The link no longer works

# Notes of them.
note-booking-ended = A booking link has ended
note-booking-expired = No time was chosen: the booking link has expired
note-booking-stopped = The candidate can no longer choose a time
note-booking-job-closed = The job is closed.
note-booking-withdrawn = The application was withdrawn.
note-booking-employer-left = Whoever offered the interview no longer works here.
note-booking-connection = The calendar, or Zoom, has to be connected again.
note-booking-unreadable = A calendar can't be read, the one that was offered or an interviewer's: it may have to be connected again.
note-booking-again = Send another link, or schedule the interview yourself.
