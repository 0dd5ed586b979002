use super::*;
use crate::model::error::Error;
use crate::model::owner::Owner;
use crate::model::provider::Provider;
use crate::model::report::Kind;

fn at(seconds: i64) -> Timestamp {
    Timestamp::from_second(1_795_424_400 + seconds).unwrap()
}

fn place(author: &str, owner: Owner) -> Place {
    Place { author: author.to_owned(), owner, outcome: Outcome::Pending }
}

fn plan() -> Plan {
    Plan {
        job_id: 1,
        title: "Comptable".to_owned(),
        user_id: 7,
        changed_by: None,
        publish_at: at(3600),
        timezone: "Africa/Abidjan".to_owned(),
        planned_at: at(0),
        asked_at: at(0),
        ended_at: None,
        state: State::Planned,
        reason: None,
        is_dismissed: false,
        places: vec![place("urn:li:organization:1", Owner::Company)],
        content: None,
        fingerprint: "f".to_owned(),
        tries: 0,
        attempt: 0,
        nonce: 1,
    }
}

fn online() -> Outcome {
    let post_id = "urn:li:share:1".to_owned();
    Outcome::Published { post_id, is_repeated: false, is_bare: false }
}

#[test]
fn a_plan_s_id_says_whose_connection_posts_it_and_nothing_else_is_one() {
    let page = [place("urn:li:organization:1", Owner::Company)];
    let own = [place("urn:li:person:a", Owner::Person(7))];
    let both = [page[0].clone(), own[0].clone()];
    let hash = "0123456789abcdef0123456789abcdef0123";
    for (places, id) in [
        (&page[..], "0123456789abcdef0123456789abcdef"),
        (&own[..], "0123456789abcdef0123456789abcdef-7"),
        (&both[..], "0123456789abcdef0123456789abcdef"),
    ] {
        let key = PlanKey::of(1, places, hash);
        assert_eq!(key.id(), id);
        assert_eq!(PlanKey::parse(1, id), Some(key));
    }
    let number = "0123456789abcdef0123456789abcdef";
    for wrong in ["", "x", "-7", "0123", &number.to_uppercase(), &"a".repeat(3000)] {
        assert_eq!(PlanKey::parse(1, wrong), None, "{wrong}");
    }
    for tail in ["-", "-0", "-07", "--7", "-x", "-99999999999999999999", "#"] {
        assert_eq!(PlanKey::parse(1, &format!("{number}{tail}")), None, "{tail}");
    }
}

fn report(kind: Kind, happened_at: Timestamp) -> Report {
    let (user_id, job_id) = (Some(7), Some(1));
    Report { kind, company: 1, user_id, job_id, application_id: None, happened_at }
}

#[test]
fn s58_what_is_reported_since_the_ats_was_asked_ends_a_plan_and_what_was_before_is_known() {
    for (kind, expected) in [
        (Kind::JobClosed, Some(Reason::JobClosed)),
        (Kind::JobUpdated, Some(Reason::JobUpdated)),
        (Kind::EmployerLeft, Some(Reason::PlannerLeft)),
        (Kind::EmployerDeactivated, Some(Reason::PlannerLeft)),
        (Kind::CompanyDeleted, Some(Reason::PlannerLeft)),
        (Kind::ApplicationWithdrawn, None),
    ] {
        assert_eq!(plan().ended_by(&report(kind, at(0))), expected, "{kind:?}");
        assert_eq!(plan().ended_by(&report(kind, at(-1))), None, "{kind:?}");
    }
    let other = Plan { job_id: 2, user_id: 8, ..plan() };
    for kind in [Kind::JobClosed, Kind::EmployerLeft] {
        assert_eq!(other.ended_by(&report(kind, at(1))), None, "{kind:?}");
    }
    let ended = |owner| Report::connection_ended(1, owner, at(1));
    assert_eq!(plan().ended_by(&ended(Owner::Company)), Some(Reason::Disconnected));
    assert_eq!(plan().ended_by(&ended(Owner::Person(7))), None);
}

#[test]
fn s58_who_changes_a_plan_has_asked_for_its_job_and_excuses_nothing_else() {
    let changed = Plan { asked_at: at(10), ..plan() };
    for (kind, expected) in [
        (Kind::JobClosed, None),
        (Kind::JobUpdated, None),
        (Kind::EmployerLeft, Some(Reason::PlannerLeft)),
        (Kind::EmployerDeactivated, Some(Reason::PlannerLeft)),
        (Kind::CompanyDeleted, Some(Reason::PlannerLeft)),
    ] {
        assert_eq!(changed.ended_by(&report(kind, at(5))), expected, "{kind:?}");
    }
    let ended = Report::connection_ended(1, Owner::Company, at(5));
    assert_eq!(changed.ended_by(&ended), Some(Reason::Disconnected));
}

#[test]
fn f44_what_may_pass_is_tried_again_until_fifteen_minutes_are_over() {
    let busy = Error::Throttled { provider: Provider::LinkedIn, retry_after: None };
    let mut waiting = plan();
    waiting.note_failure(0, &busy);
    for (second, again) in [(0, 300), (600, 840), (780, 840), (839, 840)] {
        let (plan, when) = waiting.clone().tried(at(3600 + second));
        assert_eq!((plan.state, plan.reason), (State::Planned, Some(Reason::Quota)));
        assert_eq!(when, Some(at(3600 + again)), "a run comes at the last minute");
    }
    let (over, when) = waiting.tried(at(3600 + 840));
    assert_eq!((over.state, over.reason, when), (State::Failed, Some(Reason::Quota), None));
    let mut late = plan();
    assert!(!late.is_late(at(4500)) && late.is_late(at(4501)));
    late.give_up_unsent();
    assert_eq!(late.tried(at(4501)).0.reason, Some(Reason::Late));
}

#[test]
fn f2_f44_what_is_open_is_looked_for_as_long_as_linkedin_knows_a_post_again() {
    let mut unclear = plan();
    unclear.note_failure(0, &Error::OutcomeUnknown(Provider::LinkedIn));
    for (second, again) in [(0, 60), (901, 961), (1499, 1500)] {
        let mut unclear = unclear.clone();
        unclear.give_up_unsent();
        unclear.note_failure(0, &Error::NotConnected(Provider::LinkedIn));
        let (plan, when) = unclear.tried(at(3600 + second));
        assert_eq!((plan.state, when), (State::Planned, Some(at(3600 + again))));
    }
    let (over, when) = unclear.tried(at(3600 + 1500));
    assert_eq!(
        (over.state, over.reason, when),
        (State::Failed, Some(Reason::OutcomeUnknown), None)
    );
}

#[test]
fn f30_one_place_that_is_online_makes_a_plan_published_and_the_other_s_reason_is_told() {
    let mut both = plan();
    both.places.push(place("urn:li:person:a", Owner::Person(7)));
    both.places[0].outcome = online();
    both.note_failure(0, &Error::NotConnected(Provider::LinkedIn));
    both.note_failure(1, &Error::NotConnected(Provider::LinkedIn));
    let (ended, again) = both.tried(at(3600));
    assert_eq!(
        (ended.state, ended.reason, again),
        (State::Published, Some(Reason::NotConnected), None)
    );
}

#[test]
fn a_reason_s_name_is_how_it_is_stored() {
    for reason in [
        Reason::JobClosed,
        Reason::JobUpdated,
        Reason::PlannerLeft,
        Reason::Disconnected,
        Reason::Late,
        Reason::Quota,
        Reason::InProgress,
        Reason::NotConnected,
        Reason::ReauthorizationRequired,
        Reason::UnknownOrganization,
        Reason::NotOwner,
        Reason::PermissionDenied,
        Reason::ContentRefused,
        Reason::ProviderUnavailable,
        Reason::OutcomeUnknown,
    ] {
        assert_eq!(serde_json::to_value(reason).unwrap(), reason.name());
    }
}

#[test]
fn a_plan_is_listed_for_a_month_after_it_ended_and_one_that_asks_until_a_month_after_its_time() {
    let month = SignedDuration::from_hours(30 * 24);
    for ended in [
        plan().taken_back(7, at(60)),
        plan().given_up(at(60)),
        plan().stopped(Reason::JobClosed, at(60)),
        plan().ended(Reason::Quota, at(60)),
    ] {
        assert_eq!((ended.end(), ended.expiry()), (at(60), at(60) + month), "{ended:?}");
    }
    let asking = plan().stopped(Reason::JobUpdated, at(60));
    assert_eq!((asking.end(), asking.expiry()), (at(3600), at(3600) + month));
}

#[test]
fn a_plan_of_before_its_end_was_noted_is_read() {
    let mut row = serde_json::to_value(plan().given_up(at(60))).unwrap();
    row.as_object_mut().unwrap().remove("ended_at").unwrap();
    let read: Plan = serde_json::from_value(row).unwrap();
    assert_eq!(read.end(), at(3600));
}
