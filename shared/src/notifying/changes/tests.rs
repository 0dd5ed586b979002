use jiff::{SignedDuration, Timestamp};
use proptest::prelude::*;
use serde_json::{Value, json};

use super::*;
use crate::model::account::Account;
use crate::model::interview::{Guest, Link, Meeting, Response, Role, Span};
use crate::model::owner::Owner;
use crate::model::provider::CalendarProvider;
use crate::model::publication::{EarlierPost, PublicationKey};
use crate::model::reason::Reason;
use crate::store::{EventState, ScheduledEvent, WatchImage};

fn at() -> Timestamp {
    "2026-11-23T09:00:00Z".parse().unwrap()
}

fn change(images: Images) -> Change {
    Change { id: "record".to_owned(), place: format!("{:040}", 7), at: at(), company_id: 1, images }
}

fn kinds(images: Images) -> Vec<&'static str> {
    events(&change(images)).into_iter().map(|event| event.kind).collect()
}

fn connected() -> ConnectionImage {
    ConnectionImage {
        user_id: 12,
        state: State::Active,
        reason: None,
        reauthorize_by: None,
        connected_at: at(),
        warned: None,
    }
}

fn ended() -> ConnectionImage {
    let state = State::NeedsReauthorization;
    ConnectionImage { state, reason: Some(Reason::Revoked), ..connected() }
}

fn of_connection(old: Image<ConnectionImage>, new: Image<ConnectionImage>) -> Images {
    Images::Connection(ConnectionId::of_company(1, Provider::LinkedIn), old, new)
}

#[test]
fn a_connection_is_told_when_it_begins_ends_and_nears_its_end_and_for_nothing_else() {
    use Image::{Known, Nothing, Unreadable};
    let warned = |days| ConnectionImage { warned: Some(days), ..connected() };
    let later = at() + SignedDuration::from_hours(1);
    let again = ConnectionImage { connected_at: later, ..connected() };
    let broken = ConnectionImage { state: State::NeedsAttention, ..connected() };
    for (name, old, new, told) in [
        ("made", Nothing, Known(connected()), &["connection.connected"][..]),
        ("made of rubbish", Unreadable, Known(connected()), &["connection.connected"]),
        ("connected again", Known(ended()), Known(again.clone()), &["connection.connected"]),
        ("connected again in time", Known(connected()), Known(again), &["connection.connected"]),
        (
            "imported when it was over",
            Nothing,
            Known(ended()),
            &["connection.needs_reauthorization"],
        ),
        ("renewed, leased, used", Known(connected()), Known(connected()), &[]),
        ("warned", Known(connected()), Known(warned(14)), &["connection.expiring"]),
        ("warned again", Known(warned(14)), Known(warned(7)), &["connection.expiring"]),
        ("touched since", Known(warned(7)), Known(warned(7)), &[]),
        ("renewed since", Known(warned(7)), Known(connected()), &[]),
        ("over", Known(warned(1)), Known(ended()), &["connection.needs_reauthorization"]),
        (
            "broken",
            Known(connected()),
            Known(broken.clone()),
            &["connection.needs_reauthorization"],
        ),
        ("over and broken", Known(ended()), Known(broken), &[]),
        ("disconnected", Known(connected()), Nothing, &["connection.disconnected"]),
        ("disconnected when it was over", Known(ended()), Nothing, &["connection.disconnected"]),
        ("disconnected unread", Unreadable, Nothing, &["connection.disconnected"]),
    ] {
        assert_eq!(kinds(of_connection(old, new)), told, "{name}");
    }
}

#[test]
fn an_event_names_company_actor_owner_and_no_address() {
    let id = ConnectionId::of_person(1, 12, Provider::GoogleCalendar);
    let images = Images::Connection(id, Image::Nothing, Image::Known(connected()));
    let [event] = events(&change(images)).try_into().unwrap();
    let expected = json!({
        "type": "connection.connected",
        "timestamp": "2026-11-23T09:00:00Z",
        "data": {
            "company_id": 1, "actor": "user:12", "sequence": format!("{:040}", 7),
            "provider": "google_calendar", "owner": "user:12",
        },
    });
    assert_eq!(serde_json::to_value(&event).unwrap(), expected);
    assert!(event.id.starts_with("evt_") && event.id.len() == 36, "{}", event.id);
}

fn row(state: Attempt, post_id: Option<&str>) -> Publication {
    let key = PublicationKey {
        company_id: 1,
        job_id: 2,
        author: "urn:li:organization:3".to_owned(),
        key: "k".to_owned(),
    };
    let row = Publication::new(&key, 12, "hash", 0, at());
    Publication { state, post_id: post_id.map(str::to_owned), ..row }
}

fn of_rows(old: Option<Publication>, new: Option<Publication>) -> Images {
    let image =
        |row: Option<Publication>| row.map_or(Image::Nothing, |row| Image::Known(Box::new(row)));
    Images::Publication(image(old), image(new))
}

#[test]
fn a_post_is_told_when_it_is_online_gone_or_failed_and_for_nothing_else() {
    let attempting = || Some(row(Attempt::Attempting, None));
    let online = |id| Some(row(Attempt::Published, Some(id)));
    let deleted = online("a").map(|row| row.without("a"));
    let repeated = Publication { is_repeated: true, ..row(Attempt::Published, Some("a")) };
    let earlier = vec![EarlierPost { post_id: "a".to_owned(), published_at: None }];
    let second =
        Publication { earlier_posts: earlier.clone(), ..row(Attempt::Published, Some("b")) };
    let trying_again = Publication { earlier_posts: earlier, ..row(Attempt::Attempting, None) };
    let refused = Some(row(Attempt::Refused, None));
    let unknown = Some(row(Attempt::Unknown, None));
    for (name, old, new, told) in [
        ("begun", None, attempting(), &[][..]),
        ("online", attempting(), online("a"), &["offer.published"]),
        ("found out later", unknown.clone(), online("a"), &["offer.published"]),
        ("another request's", attempting(), Some(repeated), &[]),
        ("noted", online("a"), online("a"), &[]),
        ("published anew, begun", online("a"), Some(trying_again.clone()), &[]),
        ("published anew", Some(trying_again), Some(second), &["offer.published"]),
        ("refused", attempting(), refused.clone(), &["offer.publication_failed"]),
        ("unclear", attempting(), unknown, &["offer.publication_failed"]),
        ("refused, noted", refused.clone(), refused, &[]),
        ("deleted", online("a"), deleted.clone(), &["offer.removed"]),
        ("deleted, noted", deleted.clone(), deleted, &[]),
        ("row cleaned up by an operator", online("a"), None, &[]),
    ] {
        assert_eq!(kinds(of_rows(old, new)), told, "{name}");
    }
}

fn interview_at(hour: i64, state: EventState) -> ScheduledEvent {
    let start = at() + SignedDuration::from_hours(hour);
    ScheduledEvent {
        provider: CalendarProvider::Google,
        account: Some(Account { id: "1".to_owned(), label: "aw… (acme.ci)".to_owned() }),
        organizer: Owner::Company,
        organizer_label: None,
        event_id: "itv1".to_owned(),
        application_id: 4,
        user_id: 12,
        changed_by: None,
        is_candidate_s: false,
        title: "Entretien awa@example.com".to_owned(),
        sealed_guest: None,
        start,
        end: start + SignedDuration::from_hours(1),
        timezone: "Africa/Abidjan".to_owned(),
        candidate_timezone: None,
        is_all_day: false,
        is_series: false,
        location: None,
        guests: Vec::new(),
        last_guest: 0,
        people: None,
        meeting: Meeting::of(true, &Link::Absent),
        room: None,
        event_url: None,
        etag: "e".to_owned(),
        fingerprint: "f".to_owned(),
        generation: 0,
        state,
        turn: None,
        seen_at: Some(at()),
        unseen_since: None,
        absent_since: None,
        attempt: None,
        history: Vec::new(),
        version: 1,
    }
}

fn of_interview(old: Option<ScheduledEvent>, new: Option<ScheduledEvent>) -> Images {
    let image =
        |row: Option<ScheduledEvent>| row.map_or(Image::Nothing, |row| Image::Known(Box::new(row)));
    Images::Interview(CalendarProvider::Google, image(old), image(new))
}

#[test]
fn an_interview_is_told_when_it_is_scheduled_moved_or_cancelled_and_for_nothing_else() {
    let scheduled = |hour| Some(interview_at(hour, EventState::Scheduled));
    let cancelled = || Some(interview_at(1, EventState::Cancelled));
    let titled = scheduled(1).map(|it| ScheduledEvent { title: "Autre".to_owned(), ..it });
    let zoned = scheduled(1).map(|it| ScheduledEvent { timezone: "Europe/Paris".to_owned(), ..it });
    for (name, old, new, told) in [
        ("scheduled", None, scheduled(1), &["interview.scheduled"][..]),
        ("moved", scheduled(1), scheduled(2), &["interview.moved"]),
        ("in another zone", scheduled(1), zoned, &["interview.moved"]),
        ("with another title", scheduled(1), titled, &[]),
        ("cancelled", scheduled(1), cancelled(), &["interview.cancelled"]),
        ("cancelled unrecorded", None, cancelled(), &["interview.cancelled"]),
        ("cancelled, noted", cancelled(), cancelled(), &[]),
        ("erased", scheduled(1), None, &[]),
    ] {
        assert_eq!(kinds(of_interview(old, new)), told, "{name}");
    }
}

#[test]
fn who_moved_an_interview_is_told_and_when_it_was() {
    let data = |changed_by| {
        let moved = interview_at(2, EventState::Scheduled).changed_by(changed_by);
        let images = of_interview(Some(interview_at(1, EventState::Scheduled)), Some(moved));
        let [event] = events(&change(images)).try_into().unwrap();
        serde_json::to_value(event).unwrap()["data"].clone()
    };
    assert_eq!(data(Some(3))["actor"], "user:3");
    let by_calendar: Value = data(None);
    assert_eq!(by_calendar["actor"], "calendar");
    assert_eq!(by_calendar["was"]["start"], "2026-11-23T10:00:00Z");
    assert_eq!(by_calendar["is"]["start"], "2026-11-23T11:00:00Z");
    assert!(!by_calendar.to_string().contains('@'), "a title may name anybody: {by_calendar}");
}

fn guest(number: u32, response: Response) -> Guest {
    let (role, user_id) =
        if number == 1 { (Role::Candidate, None) } else { (Role::Interviewer, Some(3)) };
    Guest { number, role, user_id, response, responded_at: Some(at()), proposed: None }
}

fn invited(responses: &[Response]) -> Option<ScheduledEvent> {
    let guests = (1..).zip(responses).map(|(number, response)| guest(number, *response));
    let event = interview_at(1, EventState::Scheduled);
    Some(ScheduledEvent { guests: guests.collect(), ..event })
}

#[test]
fn f40_a_guest_s_answer_is_told_once_and_again_when_it_changes() {
    use Response::{Accepted, Declined, NeedsAction, Tentative};
    let unknown = || {
        let event = interview_at(1, EventState::Scheduled);
        Some(ScheduledEvent { seen_at: None, ..event })
    };
    let of = |responses: &[Response]| invited(responses);
    let later = |event: Option<ScheduledEvent>| {
        let event = event.unwrap();
        let guests = event.guests.iter().map(|guest| Guest {
            responded_at: Some(at() + SignedDuration::from_hours(1)),
            ..guest.clone()
        });
        Some(ScheduledEvent { guests: guests.collect(), ..event })
    };
    let gone = of(&[Declined]).map(ScheduledEvent::cancelled);
    let moved = invited(&[NeedsAction]).map(|event| {
        let start = event.start + SignedDuration::from_hours(1);
        ScheduledEvent { start, ..event }
    });
    let moved_at_once =
        moved.clone().map(|event| ScheduledEvent { guests: vec![guest(1, Declined)], ..event });
    let proposing = invited(&[Tentative]).map(|mut event| {
        event.guests[0].proposed = Some(Span { start: event.start, end: event.end });
        event
    });
    let responded = "interview.guest_responded";
    for (name, old, new, told) in [
        ("answered", of(&[NeedsAction]), of(&[Accepted]), &[responded][..]),
        ("both", of(&[NeedsAction; 2]), of(&[Accepted, Declined]), &[responded, responded]),
        ("changed", of(&[Accepted]), of(&[Declined]), &[responded]),
        ("the same, with a comment", of(&[Accepted]), later(of(&[Accepted])), &[]),
        ("moved: answers count no more", of(&[Accepted]), moved, &["interview.moved"]),
        ("moved and declined", of(&[Accepted]), moved_at_once, &["interview.moved", responded]),
        ("declined and deleted", of(&[NeedsAction]), gone, &["interview.cancelled"]),
        ("one more, who accepted", of(&[Accepted]), of(&[Accepted, Accepted]), &[responded]),
        ("uninvited", of(&[Accepted, Declined]), of(&[Accepted]), &[]),
        ("seen first", unknown(), of(&[Accepted]), &[]),
        ("scheduled", None, of(&[Accepted]), &["interview.scheduled"]),
        (
            "proposed",
            of(&[NeedsAction]),
            proposing.clone(),
            &[responded, "interview.time_proposed"],
        ),
        ("proposed, noted", proposing.clone(), later(proposing), &[]),
    ] {
        assert_eq!(kinds(of_interview(old, new)), told, "{name}");
    }
}

#[test]
fn s50_a_guest_is_named_by_role_and_of_a_colleague_by_id() {
    let images = of_interview(
        invited(&[Response::NeedsAction; 2]),
        invited(&[Response::NeedsAction, Response::Declined]),
    );
    let [event] = events(&change(images)).try_into().unwrap();
    let data = serde_json::to_value(event).unwrap()["data"].clone();
    assert_eq!(data["actor"], "user:3");
    let expected = json!({"number": 2, "role": "interviewer", "user_id": 3,
        "response": "declined", "responded_at": "2026-11-23T09:00:00Z"});
    assert_eq!(data["guest"], expected);
    assert!(!data.to_string().contains('@'), "{data}");
}

#[test]
fn a_restored_interview_is_scheduled_again_by_somebody_in_the_calendar() {
    let old = interview_at(1, EventState::Scheduled).cancelled().changed_by(Some(3));
    let new = interview_at(1, EventState::Scheduled).changed_by(None);
    let [event] = events(&change(of_interview(Some(old), Some(new)))).try_into().unwrap();
    assert_eq!(
        (event.kind, event.data.actor.as_deref()),
        ("interview.scheduled", Some("calendar"))
    );
}

#[test]
fn f40_a_calendar_that_is_not_read_for_an_hour_is_told_once_and_so_is_its_recovery() {
    let failed = |failures| Image::Known(WatchImage { failures, ..WatchImage::default() });
    let told = |old, new| {
        let id = ConnectionId::of_company(1, CalendarProvider::Google);
        kinds(Images::Watch(id, old, new))
    };
    assert_eq!(told(failed(5), failed(6)), ["sync.delayed"]);
    assert_eq!(told(failed(6), failed(7)), [""; 0]);
    assert_eq!(told(failed(9), failed(0)), ["sync.recovered"]);
    assert_eq!(told(failed(5), failed(0)), [""; 0], "nobody was told");
    assert_eq!(told(failed(9), Image::Nothing), [""; 0], "nothing is watched any more");
    assert_eq!(told(Image::Nothing, failed(0)), [""; 0]);
}

fn any_state() -> impl Strategy<Value = State> {
    prop_oneof![Just(State::Active), Just(State::NeedsReauthorization), Just(State::NeedsAttention)]
}

prop_compose! {
    fn any_connection()(
        state in any_state(),
        warned in prop_oneof![Just(None), Just(Some(14)), Just(Some(7)), Just(Some(1))],
        hours in 0..3_i64,
    ) -> ConnectionImage {
        let connected_at = at() + SignedDuration::from_hours(hours);
        ConnectionImage { state, warned, connected_at, ..connected() }
    }
}

proptest! {
    #[test]
    fn f38_a_record_that_comes_twice_gives_the_same_ids_and_one_at_most_of_a_connection(
        old in any_connection(), new in any_connection(),
    ) {
        let change = change(of_connection(Image::Known(old.clone()), Image::Known(new)));
        let first = events(&change);
        prop_assert!(first.len() <= 1);
        prop_assert_eq!(&first, &events(&change));
        let same = of_connection(Image::Known(old.clone()), Image::Known(old));
        prop_assert!(kinds(same).is_empty(), "what has not changed is not told");
    }

    #[test]
    fn f38_events_of_one_record_have_ids_of_their_own(ids in proptest::collection::btree_set("[a-z]{3}", 0..6)) {
        let mut new = row(Attempt::Published, None);
        for id in &ids {
            new.earlier_posts.push(EarlierPost { post_id: id.clone(), published_at: None });
        }
        let told = events(&change(of_rows(None, Some(new))));
        prop_assert_eq!(told.len(), ids.len());
        let unique: BTreeSet<_> = told.iter().map(|event| event.id.clone()).collect();
        prop_assert_eq!(unique.len(), ids.len());
    }
}
