use super::*;
use crate::model::language::Language;

pub(crate) fn offer(job_id: i64) -> Offer {
    let at: Timestamp = "2026-11-23T09:00:00Z".parse().unwrap();
    Offer {
        job_id,
        user_id: 1,
        content: Content {
            title: Some("Comptable".to_owned()),
            company: Some("Baobab".to_owned()),
            description: "Tenir les comptes. ".repeat(6),
            is_shortened: false,
            place: Some("Abidjan, Cocody".to_owned()),
            town: Some("Abidjan".to_owned()),
            country: Some("CI".to_owned()),
            is_remote: false,
            contract: Some(Contract::FullTime),
            pay: None,
            salary: None,
            language: Language::French,
        },
        boards: Profile::ALL.into_iter().map(|profile| (profile, Standing(Some(at)))).collect(),
        since: at,
        updated_at: at,
        put_at: at,
        looked_at: at,
        is_unclear: false,
        ends_on: "2026-12-31".parse().unwrap(),
        version: 1,
    }
}

#[test]
fn an_offer_is_offered_until_the_end_of_its_last_day() {
    let offer = offer(1);
    assert!(offer.is_live("2026-12-31T23:59:59Z".parse().unwrap()));
    assert!(!offer.is_live("2027-01-01T00:00:00Z".parse().unwrap()));
    assert_eq!(offer.ends_at().to_string(), "2026-12-31T23:59:59Z");
    let start = start_of_day("2026-12-31T23:59:59.5Z".parse().unwrap());
    assert_eq!(start.to_string(), "2026-12-31T00:00:00Z");
}

#[test]
fn a_feed_holds_a_thousand_and_what_came_last_waits() {
    let mut offers: Vec<_> = (1..=1001).rev().map(offer).collect();
    let now = offers[0].since;
    let ids = |offers: &[Offer]| {
        feed(offers, Profile::Generic, now).iter().map(|it| it.job_id).collect::<Vec<_>>()
    };
    assert_eq!(ids(&offers), (1..=1000).collect::<Vec<_>>());
    offers.retain(|offer| offer.job_id != 500);
    assert_eq!(ids(&offers).last(), Some(&1001));
}

#[test]
fn an_offer_is_in_a_feed_since_it_has_what_that_asks_for() {
    let mut before = offer(1);
    before.content.town = None;
    let (first, later) = (before.since, before.since + SignedDuration::from_hours(1));
    before.choose(Profile::ALL, None, first);
    assert_eq!(before.boards[&Profile::Indeed], Standing(None));
    let mut after = offer(1);
    after.choose([Profile::Indeed, Profile::Jooble], Some(&before), later);
    assert_eq!(after.boards[&Profile::Indeed], Standing(Some(later)));
    assert_eq!(after.boards[&Profile::Jooble], Standing(Some(first)));
    assert_eq!(after.boards.len(), 2);
    before.ends_on = "2026-11-22".parse().unwrap();
    after.choose([Profile::Jooble], Some(&before), later);
    assert_eq!(after.boards[&Profile::Jooble], Standing(Some(later)), "it was over meanwhile");
}

#[test]
fn an_offer_is_stored_as_it_is() {
    let stored = serde_json::to_value(offer(1)).unwrap();
    assert_eq!(stored["ends_on"], "2026-12-31");
    assert_eq!(stored["boards"]["indeed"], 1_795_424_400);
    assert_eq!(serde_json::from_value::<Offer>(stored).unwrap(), offer(1));
}
