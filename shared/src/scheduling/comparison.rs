//! What we know of an interview, and what its calendar says: whoever asks, and for whatever reason, compares both by
//! the same rules. [`compare`] is pure.

use jiff::Timestamp;

use crate::app::App;
use crate::connection::Maker;
use crate::model::error::Result;
use crate::model::interview::{Meeting, Sight};
use crate::scheduling::absence::{self, Absence};
use crate::scheduling::guests;
use crate::store::{EventState, ScheduledEvent};

/// What a calendar said of an interview, asked by its id.
#[derive(Clone, Debug)]
pub enum Told {
    /// It stands: as it is known after that sight.
    There(Box<ScheduledEvent>),
    /// It stands, and another calendar organizes it: what is left here is a guest's copy.
    Elsewhere,
    /// It stood there and was deleted.
    Deleted,
    /// Nothing of it.
    Absent,
    /// Nothing of it, and its list tells that it is gone.
    Removed,
    /// Nothing that can be believed: it was out of order, or would not say.
    Unsettled,
}

/// What is to be done about it.
#[derive(Clone, Debug, PartialEq)]
pub enum Verdict {
    /// Nothing.
    Same,
    /// It is left as it is, and asked for again; stored like this, where that was not noted yet.
    Unclear(Option<Box<ScheduledEvent>>),
    /// It is to be stored like this.
    Changed(Box<ScheduledEvent>),
    /// It was cancelled, and is to be stored like this over what was.
    Restored(Box<ScheduledEvent>),
}

/// What the `sight` of the interview `known` of `company` tells, whose calendar was asked at `asked_at`.
///
/// # Errors
/// [`crate::model::error::Error::StorageUnavailable`]: who its guests are can't be told now.
pub async fn told(
    app: &App,
    company: i64,
    known: &ScheduledEvent,
    (sight, asked_at): (&Sight, Timestamp),
) -> Result<Told> {
    Ok(match sight {
        Sight::There(event) if !event.is_organizer => Told::Elsewhere,
        Sight::There(event) => {
            let seen = known.clone().seen(event, asked_at);
            let replies = (event.replies.as_slice(), asked_at);
            Told::There(Box::new(guests::met(app, company, seen, replies).await?))
        }
        Sight::Deleted => Told::Deleted,
        Sight::Absent => Told::Absent,
    })
}

/// Compares the interview `known`, whose `maker` was asked, with what was `told` at `now`.
///
/// A request that may be changing it must have been looked for before.
pub fn compare(known: &ScheduledEvent, maker: &Maker, told: Told, now: Timestamp) -> Verdict {
    match (told, known.state) {
        (_, EventState::Unconfirmed) => Verdict::Same,
        // Whose it was has handed it over, and nobody is asked here who knows what becomes of it.
        (Told::Elsewhere, EventState::Scheduled) if *maker == Maker::Connected => {
            unclear(known, absence::unseen(known, now))
        }
        (Told::Elsewhere, _) => Verdict::Same,
        (Told::There(seen), EventState::Scheduled) => met(known, *seen, now),
        (Told::There(seen), EventState::Cancelled) if is_late(known, &seen, now) => Verdict::Same,
        (Told::There(seen), EventState::Cancelled) => restored(known, *seen, now),
        (Told::Deleted, EventState::Scheduled) => gone(known, now),
        (told @ (Told::Absent | Told::Removed), EventState::Scheduled) => match maker {
            // Somebody has asked for that, and did not hear what came of it.
            Maker::Connected if known.may_be_cancelled() => gone(known, now),
            Maker::Connected => match absence::heard(known, now) {
                Absence::Believed => gone(known, now),
                // Its list is the second word.
                Absence::Doubted(_)
                    if matches!(told, Told::Removed) && !absence::is_young(known, now) =>
                {
                    gone(known, now)
                }
                Absence::Doubted(noted) => unclear(known, *noted),
            },
            // What another calendar doesn't know may stand all the same (S48).
            Maker::Unknown | Maker::Other(_) => Verdict::Same,
        },
        (Told::Unsettled, EventState::Scheduled) => unclear(known, absence::unseen(known, now)),
        (Told::Deleted | Told::Absent | Told::Removed | Told::Unsettled, EventState::Cancelled) => {
            Verdict::Same
        }
    }
}

fn met(known: &ScheduledEvent, seen: ScheduledEvent, now: Timestamp) -> Verdict {
    // A link that names an address is not stored.
    let (seen_at, event_url) = (known.seen_at, known.event_url.clone());
    let is_same = ScheduledEvent { seen_at, event_url, ..seen.clone() } == *known;
    match (is_same, known.changer()) {
        (true, None) => Verdict::Same,
        // A request that broke off before it changed anything.
        (true, Some(_)) => Verdict::Changed(Box::new(seen.settled())),
        (false, _) => Verdict::Changed(Box::new(told_by(known, seen, now))),
    }
}

/// Whether what was `seen` is the interview as it was when it was cancelled here, a moment ago: not every copy of the
/// calendar may know that yet. Whoever takes it out of the bin makes another version of it.
fn is_late(known: &ScheduledEvent, seen: &ScheduledEvent, now: Timestamp) -> bool {
    known.changed_by.is_some() && seen.etag == known.etag && absence::is_young(known, now)
}

/// A room that was deleted with its interview does not come back with it.
fn restored(known: &ScheduledEvent, seen: ScheduledEvent, now: Timestamp) -> Verdict {
    let has_lost_room = seen.room.as_ref().is_some_and(|room| room.is_done);
    let seen = ScheduledEvent { state: EventState::Scheduled, ..seen };
    let seen = match has_lost_room {
        true => ScheduledEvent { room: None, meeting: Meeting::Unavailable, ..seen },
        false => seen,
    };
    Verdict::Restored(Box::new(seen.changed_in_calendar(known, now)))
}

fn gone(known: &ScheduledEvent, now: Timestamp) -> Verdict {
    let gone = ScheduledEvent { seen_at: Some(now), ..known.clone().cancelled() };
    Verdict::Changed(Box::new(told_by(known, gone, now)))
}

/// It is left as it is but for what is `noted`, and asked for again.
fn unclear(known: &ScheduledEvent, noted: ScheduledEvent) -> Verdict {
    Verdict::Unclear((noted != *known).then(|| Box::new(noted)))
}

/// `new`, which `known` has become, and whose change that was: a request's that broke off, as far as anybody can tell,
/// else a person's in the calendar.
pub(super) fn told_by(
    known: &ScheduledEvent,
    new: ScheduledEvent,
    now: Timestamp,
) -> ScheduledEvent {
    match known.changer() {
        Some(user_id) => {
            let is_candidate_s = known.is_changer_candidate();
            ScheduledEvent { is_candidate_s, ..new.changed_by(Some(user_id)) }
        }
        None => new.changed_in_calendar(known, now),
    }
}

#[cfg(test)]
mod tests {
    use crate::model::interview::{Guest, Response, Role};
    use crate::store::What;
    use serde_json::json;

    use super::*;

    fn at(seconds: i64) -> Timestamp {
        Timestamp::from_second(1_780_000_000 + seconds).unwrap()
    }

    /// Long after the interview was seen last.
    const NOW: i64 = 7200;

    fn known() -> ScheduledEvent {
        let interview = json!({
            "provider": "google_calendar", "event_id": "itv1", "application_id": 4, "user_id": 12,
            "title": "Entretien", "start": 1_780_100_000, "end": 1_780_103_600,
            "timezone": "Africa/Abidjan", "meeting": {"status": "not_requested"},
            "event_url": null, "etag": "1", "fingerprint": "f", "generation": 0,
            "state": "scheduled", "seen_at": 1_780_000_000, "location": "Salle 3", "version": 3,
        });
        serde_json::from_value(interview).unwrap()
    }

    fn cancelled() -> ScheduledEvent {
        known().cancelled().changed_by(Some(12))
    }

    /// The interview as the calendar tells it at [`NOW`].
    fn there(change: impl Fn(ScheduledEvent) -> ScheduledEvent) -> Told {
        Told::There(Box::new(change(ScheduledEvent { seen_at: Some(at(NOW)), ..known() })))
    }

    fn moved(event: ScheduledEvent) -> ScheduledEvent {
        ScheduledEvent { start: at(200_000), end: at(203_600), etag: "2".to_owned(), ..event }
    }

    fn answered(event: ScheduledEvent) -> ScheduledEvent {
        let guest = Guest {
            number: 1,
            role: Role::Candidate,
            user_id: None,
            response: Response::Declined,
            responded_at: Some(at(NOW)),
            proposed: None,
        };
        ScheduledEvent { guests: vec![guest], last_guest: 1, etag: "2".to_owned(), ..event }
    }

    /// What is stored, in words: the state, who, and what is remembered of it.
    fn told(known: &ScheduledEvent, maker: &Maker, told: Told) -> String {
        match compare(known, maker, told, at(NOW)) {
            Verdict::Same => "same".to_owned(),
            Verdict::Unclear(None) => "unclear".to_owned(),
            Verdict::Unclear(Some(new)) | Verdict::Changed(new) | Verdict::Restored(new) => {
                let history: Vec<What> = new.history.iter().map(|one| one.what).collect();
                let unseen = new.unseen_since.map_or("", |_| " unseen");
                let absent = new.absent_since.map_or("", |_| " absent");
                format!("{:?} by {:?}: {history:?}{unseen}{absent}", new.state, new.changed_by)
            }
        }
    }

    #[test]
    fn f40_what_a_calendar_says_of_an_interview_is_what_becomes_of_it() {
        let connected = Maker::Connected;
        let other = Maker::Other("aw…".to_owned());
        let young = || ScheduledEvent { seen_at: Some(at(NOW - 60)), ..known() };
        let unseen = || ScheduledEvent { unseen_since: Some(at(60)), ..known() };
        let absent = |ago| ScheduledEvent { absent_since: Some(at(NOW - ago)), ..unseen() };
        let cleared = |event: ScheduledEvent| ScheduledEvent { unseen_since: None, ..event };
        let just = || ScheduledEvent { seen_at: Some(at(NOW - 60)), ..cancelled() };
        let anew = |event| ScheduledEvent { etag: "2".to_owned(), ..event };
        let all_day = |event| ScheduledEvent { is_all_day: true, ..moved(event) };
        let series = |event| ScheduledEvent { is_series: true, etag: "2".to_owned(), ..event };
        let retitled = |event| ScheduledEvent { title: "Autre".to_owned(), ..moved(event) };
        let linked = |event| ScheduledEvent { event_url: Some("https://x/a@b.ci".into()), ..event };
        for (name, known, maker, told_, expected) in [
            ("as it was", known(), &connected, there(|it| it), "same"),
            ("as it was, with its link", known(), &connected, there(linked), "same"),
            ("moved", known(), &connected, there(moved), "Scheduled by None: [Moved]"),
            ("answered", known(), &connected, there(answered), "Scheduled by None: []"),
            ("whole days", known(), &connected, there(all_day), "Scheduled by None: [MadeAllDay]"),
            ("a series", known(), &connected, there(series), "Scheduled by None: [MadeSeries]"),
            ("much", known(), &connected, there(retitled), "Scheduled by None: [Moved, Renamed]"),
            ("handed over", known(), &connected, Told::Elsewhere, "Scheduled by None: [] unseen"),
            ("a guest's copy", known(), &other, Told::Elsewhere, "same"),
            ("somebody's copy", known(), &Maker::Unknown, Told::Elsewhere, "same"),
            ("deleted", known(), &connected, Told::Deleted, "Cancelled by None: [Cancelled]"),
            ("gone?", known(), &connected, Told::Absent, "Scheduled by None: [] unseen absent"),
            (
                "after 500",
                unseen(),
                &connected,
                Told::Absent,
                "Scheduled by None: [] unseen absent",
            ),
            ("gone soon", absent(299), &connected, Told::Absent, "unclear"),
            ("gone", absent(300), &connected, Told::Absent, "Cancelled by None: [Cancelled]"),
            ("gone, 500", absent(300), &connected, Told::Unsettled, "unclear"),
            ("removed", known(), &connected, Told::Removed, "Cancelled by None: [Cancelled]"),
            ("gone when young", young(), &connected, Told::Absent, "Scheduled by None: [] unseen"),
            ("s48 removed", known(), &other, Told::Removed, "same"),
            ("s48 unknown", known(), &Maker::Unknown, Told::Absent, "same"),
            ("s48 another's", known(), &other, Told::Absent, "same"),
            ("403, 500", known(), &connected, Told::Unsettled, "Scheduled by None: [] unseen"),
            ("500 again", unseen(), &connected, Told::Unsettled, "unclear"),
            ("back", unseen(), &connected, there(cleared), "Scheduled by None: []"),
            ("cancelled here", cancelled(), &connected, Told::Deleted, "same"),
            ("forgotten", cancelled(), &connected, Told::Absent, "same"),
            ("restored", cancelled(), &connected, there(|it| it), "Scheduled by None: [Restored]"),
            ("a late copy", just(), &connected, there(|it| it), "same"),
            ("at once", just(), &connected, there(anew), "Scheduled by None: [Restored]"),
        ] {
            assert_eq!(told(&known, maker, told_), expected, "{name}");
        }
    }

    #[test]
    fn f41_what_a_request_that_broke_off_has_changed_is_its_own() {
        let broken = || known().being_changed(12, at(0));
        let connected = Maker::Connected;
        let noted = |change: fn(ScheduledEvent) -> ScheduledEvent| {
            there(move |event| change(event).being_changed(12, at(0)))
        };
        assert_eq!(told(&broken(), &connected, noted(moved)), "Scheduled by Some(12): []");
        assert_eq!(told(&broken(), &connected, Told::Deleted), "Cancelled by Some(12): []");
        let Verdict::Changed(new) = compare(&broken(), &connected, noted(|it| it), at(NOW)) else {
            panic!()
        };
        assert_eq!((new.attempt, new.changed_by), (None, None), "nothing was changed");
    }

    #[test]
    fn a_room_that_went_with_its_interview_does_not_come_back() {
        let room = json!({"account_id": "z", "meeting_id": 1, "join_url": "https://zoom.us/j/1",
            "is_done": true});
        let room = Some(serde_json::from_value(room).unwrap());
        let lost = ScheduledEvent { room: room.clone(), ..cancelled() };
        let back = there(|event| ScheduledEvent { room: room.clone(), ..event });
        let Verdict::Restored(new) = compare(&lost, &Maker::Connected, back, at(NOW)) else {
            panic!()
        };
        assert_eq!((new.room, new.meeting), (None, Meeting::Unavailable));
    }

    #[test]
    fn what_is_remembered_is_bounded() {
        let mut event = known();
        for step in 0..50 {
            let next = ScheduledEvent { start: at(300_000 + step), ..event.clone() };
            event = next.changed_in_calendar(&event, at(NOW + step));
        }
        assert_eq!(event.history.len(), 20);
        assert_eq!(event.history.last().unwrap().at, at(NOW + 49));
    }
}
