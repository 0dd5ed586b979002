use super::*;

fn advert(state: State) -> Advert {
    let at: Timestamp = "2026-11-23T09:00:00Z".parse().unwrap();
    Advert {
        job_id: 1,
        board: Board::EmploiCi,
        title: Some("Comptable".to_owned()),
        state,
        url: None,
        ends_on: Some("2026-11-30".parse().unwrap()),
        posted_by: Some(12),
        posted_at: Some(at),
        posted_content: None,
        changed_by: Some(12),
        changed_at: at,
        offered_at: None,
        reminder: None,
        version: 1,
    }
}

fn on(day: &str) -> Timestamp {
    format!("{day}T09:00:00Z").parse().unwrap()
}

#[test]
fn what_is_prepared_is_asked_for_after_two_days_once() {
    let prepared = advert(State::Prepared);
    assert_eq!(prepared.to_do(true, on("2026-11-24")), None);
    let now = on("2026-11-25");
    assert_eq!(prepared.due_at(true, prepared.changed_at), Some(now));
    let reminded = prepared.looked_at(true, now);
    assert_eq!(reminded.reminder, Some(Reminder::NotPosted));
    assert_eq!(reminded.due_at(true, now), None);
    let early = prepared.looked_at(false, now);
    assert_eq!(early.reminder, None, "it is not offered any more");
    assert_eq!(early.due_at(false, now), Some(on("2026-11-26")), "it may be offered again");
    assert_eq!(early.looked_at(true, on("2026-12-01")).reminder, Some(Reminder::NotPosted));
}

#[test]
fn what_is_posted_ends_on_its_last_day_and_that_is_said_where_it_is_offered_still() {
    let posted = advert(State::Posted);
    assert_eq!(posted.looked_at(true, on("2026-11-30")).state, State::Posted);
    let now = on("2026-12-01");
    let ended = posted.looked_at(true, now);
    assert_eq!((ended.state, ended.reminder), (State::Expired, Some(Reminder::Expired)));
    assert_eq!((ended.changed_by, ended.changed_at), (None, now));
    assert_eq!(ended.due_at(true, now), None);
    let both = posted.looked_at(false, now);
    assert_eq!((both.state, both.reminder), (State::Expired, None));
    assert_eq!(both.due_at(false, now), Some(on("2026-12-02")), "it may be offered again");
    let told = both.looked_at(true, on("2026-12-02"));
    assert_eq!(told.reminder, Some(Reminder::Expired));
    assert_eq!(told.due_at(true, on("2026-12-02")), None, "once");
    assert_eq!(advert(State::Expired).due_at(true, now), None, "somebody has said so");
}

#[test]
fn what_stands_at_a_board_though_it_is_offered_no_longer_is_said_until_it_is_offered_again() {
    let posted = advert(State::Posted);
    let now = on("2026-11-24");
    let left = posted.looked_at(false, now);
    assert_eq!((left.state, left.reminder), (State::Posted, Some(Reminder::StillThere)));
    assert_eq!(left.due_at(false, now), Some(on("2026-11-25")));
    assert_eq!(left.looked_at(true, now).reminder, None);
    assert_eq!(advert(State::Removed).looked_at(false, now).reminder, None);
}

#[test]
fn a_row_is_kept_as_long_as_its_offer_is_on_the_boards() {
    let posted = advert(State::Posted);
    assert_eq!(posted.expiry(), on("2027-11-23"));
    let prolonged = Advert { ends_on: None, ..posted }.looked_at(true, on("2027-10-01"));
    assert_eq!(prolonged.expiry(), on("2028-09-30"));
    let closed = prolonged.looked_at(false, on("2027-10-05"));
    assert_eq!(closed.expiry(), on("2028-09-30"), "and no longer for being looked at");
}

#[test]
fn an_advert_is_stored_as_it_is() {
    let reminded = advert(State::Posted).looked_at(false, on("2026-11-24"));
    let stored = serde_json::to_value(&reminded).unwrap();
    assert_eq!((&stored["state"], &stored["reminder"]), (&"posted".into(), &"still_there".into()));
    assert_eq!(serde_json::from_value::<Advert>(stored).unwrap(), reminded);
    for (state, reminder) in [
        (State::Prepared, Reminder::NotPosted),
        (State::Expired, Reminder::Expired),
        (State::Removed, Reminder::StillThere),
    ] {
        assert_eq!(serde_json::to_value(state).unwrap(), state.name());
        assert_eq!(serde_json::to_value(reminder).unwrap(), reminder.name());
        assert_eq!(Reminder::parse(reminder.name()), Some(reminder));
    }
}
