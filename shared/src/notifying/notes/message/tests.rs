use proptest::prelude::*;

use super::super::facts::Guest;
use super::*;
use crate::model::provider::Provider;

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn when(start: &str, end: &str) -> When {
    When { start: at(start), end: at(end) }
}

fn interview(name: &str) -> InterviewFact {
    InterviewFact {
        application_id: 42,
        is: when("2026-12-01T10:00:00Z", "2026-12-01T11:00:00Z"),
        was: None,
        guest: Guest { name: Some(name.to_owned()), position: Some("Dev <Rust>".to_owned()) },
        organizer: Some("aw… (acme.ci)".to_owned()),
        answer: None,
        is_candidate: true,
    }
}

const fn readers(are_many: bool) -> Readers<'static> {
    Readers { language: Language::French, are_many, frontend_url: "https://app.acme.ci" }
}

fn scheduled(name: &str, are_many: bool) -> String {
    let fact = Fact::Interview(interview(name));
    let message = message(NoteKind::InterviewScheduled, &fact, readers(are_many));
    format!("{} {}", message.text, message.blocks)
}

#[test]
fn s51_where_many_read_a_candidate_is_a_first_name_and_an_initial() {
    for (name, told, kept) in [
        ("Awa Koné", "Awa K.", "Koné"),
        ("awa  marie koné", "awa K.", "marie"),
        ("Awa", "Awa", "@"),
        ("Awa awa@example.com", "Awa", "example"),
        ("Awa (07 07 07)", "Awa", "07"),
        ("Awa\u{a0}Koné", "Awa K.", "Koné"),
        ("Awa\u{3000}Koné", "Awa K.", "Koné"),
        ("Awa_Koné", "Awa K.", "Koné"),
        ("Koné, Awa", "Awa K.", "Koné"),
    ] {
        let open = scheduled(name, true);
        assert!(open.contains(told) && !open.contains(kept), "{name}: {open}");
        assert!(scheduled(name, false).contains(&line(name)), "{name}");
    }
    assert!(!scheduled("awa@example.com", true).contains("example"));
}

#[test]
fn a_note_says_when_in_the_reader_s_zone_and_leads_to_the_ats_alone() {
    let told = scheduled("Awa Koné", true);
    assert!(told.starts_with("Entretien planifié · Awa K. · Dev &lt;Rust&gt;"), "{told}");
    assert!(told.contains("<!date^1796119200^{date_short_pretty} {time}|"), "{told}");
    assert_eq!(told.matches("http").count(), 1);
    assert!(told.contains("https://app.acme.ci/dashboard/applications/42"), "{told}");
}

#[test]
fn an_end_that_changes_alone_is_a_longer_or_a_shorter_interview() {
    let moved = |was| {
        let fact = Fact::Interview(InterviewFact { was: Some(was), ..interview("Awa Koné") });
        let message = message(NoteKind::InterviewMoved, &fact, readers(true));
        format!("{} {}", message.text, message.blocks)
    };
    let longer = moved(when("2026-12-01T10:00:00Z", "2026-12-01T10:30:00Z"));
    assert!(longer.starts_with("Entretien rallongé") && longer.contains("60"), "{longer}");
    assert_eq!(longer.matches("<!date").count(), 1, "{longer}");
    let shorter = moved(when("2026-12-01T10:00:00Z", "2026-12-01T12:00:00Z"));
    assert!(shorter.starts_with("Entretien raccourci"), "{shorter}");
    let elsewhen = moved(when("2026-12-01T09:00:00Z", "2026-12-01T10:00:00Z"));
    assert!(elsewhen.starts_with("Entretien déplacé"), "{elsewhen}");
    assert_eq!(elsewhen.matches("<!date").count(), 2, "{elsewhen}");
}

#[test]
fn every_kind_says_something_in_every_language() {
    for language in Language::ALL {
        for kind in NoteKind::ALL {
            let fact = match kind {
                NoteKind::OfferPublished | NoteKind::OfferRemoved | NoteKind::OfferFailed => {
                    Fact::Offer { job_id: 7, is_unclear: false, planned: None }
                }
                NoteKind::ConnectionAttention => {
                    Fact::Connection { provider: Provider::LinkedIn, ends_at: None }
                }
                NoteKind::BookingEnded => Fact::Booking { application_id: 42, reason: None },
                _ => Fact::Interview(interview("Awa Koné")),
            };
            let readers = Readers { language, ..readers(true) };
            let message = message(kind, &fact, readers);
            assert!(!message.text.is_empty() && message.blocks.as_array().unwrap().len() > 1);
        }
    }
}

proptest! {
    #[test]
    fn s51_whatever_people_wrote_calls_nobody(name in "[<!@>&|a-z ]{0,40}", are_many: bool) {
        let fact = Fact::Interview(InterviewFact {
            guest: Guest { name: Some(name.clone()), position: Some(name.clone()) },
            organizer: Some(name.clone()),
            ..interview("x")
        });
        let message = message(NoteKind::InterviewScheduled, &fact, readers(are_many));
        prop_assert!(!message.text.contains(['<', '>']), "{}", message.text);
        let fields = message.blocks[1]["fields"].as_array().unwrap().clone();
        for field in fields.iter().filter(|field| field["type"] == "mrkdwn") {
            let text = field["text"].as_str().unwrap();
            prop_assert!(text.matches('<').count() == 1 && text.contains("<!date^"), "{}", text);
        }
    }
}
