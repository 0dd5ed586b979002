//! Ids that nobody gave, and interviews that can't be read.

use serde_json::Value;

use crate::calendars::wire;
use crate::interviews::{CALENDARS, delete, in_calendar, list, scheduled};
use crate::scene::{COLLEAGUE, MARIAM, STRANGER};
use crate::unreadable::spoil;

#[tokio::test]
async fn s21_whatever_id_is_named_nothing_is_written_where_no_interview_of_the_company_is() {
    for (provider, other) in [(CALENDARS[0], CALENDARS[1]), (CALENDARS[1], CALENDARS[0])] {
        let (scene, id) = scheduled(provider).await;
        let before = scene.dump();
        let (long, longer) = ("x".repeat(900), "x".repeat(2000));
        let (upper, behind) = (id.to_uppercase(), format!("{id}#"));
        let odd = ["", " ", "#", "..", "%2e%2e", "a/b", "é🚀\u{202e}", "\u{0}", "google_calendar#"];
        let odd = odd.into_iter().chain([long.as_str(), &longer, &upper, &behind]);
        for name in odd.filter(|name| *name != id) {
            delete(&scene, (MARIAM, provider), name).await.expect(404, "not_found");
        }
        delete(&scene, (MARIAM, other), &id).await.expect(404, "not_found");
        delete(&scene, (STRANGER, provider), &id).await.expect(404, "not_found");
        assert_eq!(scene.dump(), before, "{provider}");
        assert_eq!(wire(&scene, provider).requests().len(), 0, "{provider}: nobody is asked");
    }
}

/// What an interview can't be read without, but for its state.
const SPOILT: [&str; 6] = ["version", "title", "account", "attempt", "start", "state"];

#[tokio::test]
async fn f35_an_interview_that_can_t_be_read_is_cancelled_as_the_row_of_its_request_tells() {
    for provider in CALENDARS {
        for attribute in SPOILT {
            let (scene, id) = scheduled(provider).await;
            spoil(&scene, "EVENT#", attribute).await;
            let answer = delete(&scene, (COLLEAGUE, provider), &id).await;
            assert_eq!(answer.status, 200, "{provider} {attribute}: {answer:?}");
            assert!(in_calendar(&scene, provider, &id).await.is_none(), "{provider} {attribute}");
            let listed: Vec<Value> = list(&scene, MARIAM).await;
            assert_eq!(listed[0]["status"], "cancelled", "{provider} {attribute}");
        }
    }
}
