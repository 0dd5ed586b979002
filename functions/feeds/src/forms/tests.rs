//! Each form as it is, beside its version: whoever changes one raises its `VERSION`, or takers keep the old one until
//! the next day.

use jiff::Timestamp;
use serde_json::json;
use shared::model::offer::{Offer, Profile, Standing};

use super::{version, written};
use crate::sheet::Sheet;

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

/// An offer that says all that can be said, or no more than it must.
fn offer(job_id: i64, says_all: bool) -> Offer {
    let since = at("2026-11-23T09:00:00Z");
    let said = |value: &str| says_all.then(|| value.to_owned());
    let pay = json!({"least": 400_000, "most": 600_000, "currency": "XOF", "period": "month"});
    let content = json!({
        "title": "Comptable", "company": "Baobab", "description": "Missions\n• Tenir <les> comptes\n\nÀ bientôt",
        "place": said("Abidjan, Cocody"), "town": said("Abidjan"), "country": "CI", "is_remote": !says_all,
        "contract": said("part_time"), "pay": says_all.then_some(pay),
        "salary": said("400 000 – 600 000 FCFA"), "language": "fr",
    });
    Offer {
        job_id,
        user_id: 12,
        content: serde_json::from_value(content).unwrap(),
        boards: Profile::ALL.into_iter().map(|it| (it, Standing(Some(since)))).collect(),
        since,
        updated_at: at("2026-11-24T10:30:00Z"),
        put_at: since,
        looked_at: since,
        is_unclear: false,
        ends_on: "2026-12-31".parse().unwrap(),
        version: 1,
    }
}

#[test]
fn a_form_that_changes_has_another_version() {
    let offers = [offer(1, true), offer(2, false)];
    let offers: Vec<_> = offers.iter().collect();
    for profile in Profile::ALL {
        let modified = at("2026-11-25T00:00:00Z");
        let sheet = Sheet { profile, offers: &offers, modified, site: "https://www.intowork.co" };
        let lines = written(&sheet).unwrap().replace("><", ">\n<");
        insta::assert_snapshot!(profile.name(), format!("version {}\n{lines}", version(profile)));
    }
}
