//! How long a token endpoint wants to be left alone (F10).

use http::{HeaderValue, StatusCode, header};
use serde_json::json;
use shared::model::provider::Provider;
use simulator_kit::wire::Fault;

use super::{connected, life, new_use, refreshes};
use crate::upkeep::sweep;

/// What the header says on 23 November 2026 at 11:00, and for how many seconds that is believed.
const PAUSES: [(Option<&str>, u64); 6] = [
    (Some("120"), 120),
    (Some("Mon, 23 Nov 2026 11:20:00 GMT"), 1200),
    // A day, whether in seconds or as a date, is an hour.
    (Some("86400"), 3600),
    (Some("Tue, 24 Nov 2026 11:00:00 GMT"), 3600),
    // In the past: as good as none.
    (Some("Sat, 21 Nov 2026 09:00:00 GMT"), 1),
    (None, 300),
];

#[tokio::test]
async fn f10_each_form_of_retry_after_is_kept_by_uses_and_runs_and_told_to_the_caller() {
    for provider in Provider::ALL {
        for (after, seconds) in PAUSES {
            let scene = connected(&[provider]).await;
            scene.advance(life(provider));
            let at = "2026-11-23T11:00:00Z".parse::<jiff::Timestamp>().unwrap();
            let after =
                after.map(|header| dated(header, scene.world.clock.now().duration_since(at)));
            let mut fault = Fault::respond(StatusCode::TOO_MANY_REQUESTS, json!({}));
            if let Some(after) = &after {
                fault = fault.header(header::RETRY_AFTER, HeaderValue::from_str(after).unwrap());
            }
            let refresh = fault.body_contains("grant_type=refresh_token");
            scene.world.controls[provider].inject(refresh);
            let answer = new_use(&scene, provider, 1).await.expect(429, "throttled");
            let told = answer.headers[header::RETRY_AFTER].to_str().unwrap().to_owned();
            assert_eq!(told, seconds.to_string(), "{provider} {after:?}");
            scene.advance(&format!("{}s", seconds - 1));
            if seconds > 1 {
                new_use(&scene, provider, 2).await.expect(429, "throttled");
                sweep(&scene).await;
            }
            assert_eq!(refreshes(&scene, provider), 1, "{provider} {after:?}: left alone");
            scene.advance("1s");
            new_use(&scene, provider, 3).await.ok();
            assert_eq!(refreshes(&scene, provider), 2, "{provider} {after:?}");
        }
    }
}

/// The header, where it is a date, so much later.
fn dated(header: &str, by: jiff::SignedDuration) -> String {
    use jiff::fmt::rfc2822::{DateTimePrinter, parse};
    match parse(header) {
        Ok(at) => {
            let at = at.timestamp() + by;
            DateTimePrinter::new().timestamp_to_rfc9110_string(&at).unwrap()
        }
        Err(_) => header.to_owned(),
    }
}
