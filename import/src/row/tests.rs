use proptest::prelude::*;
use serde_json::{Value, json};

use super::*;

/// A row as PostgreSQL writes it, with `changes`.
pub(crate) fn row_with(changes: Value) -> Value {
    let mut row = json!({
        "id": 7, "company_id": 1, "user_id": 2, "provider": "GOOGLE_CALENDAR",
        "access_token": "canary-access", "refresh_token": "canary-refresh",
        "token_expires_at": "2026-11-23T10:00:00+00:00", "provider_data": null, "is_active": true,
        "last_used_at": null, "created_at": "2026-11-01T08:00:00+00:00",
        "updated_at": "2026-11-23T09:00:00+00:00",
    });
    row.as_object_mut().unwrap().extend(changes.as_object().unwrap().clone());
    row
}

/// The row of [`row_with`], read.
pub(crate) fn read(changes: Value) -> Row {
    parse(&row_with(changes).to_string()).unwrap()
}

fn problem(changes: Value) -> String {
    parse(&row_with(changes).to_string()).unwrap_err()
}

#[test]
fn a_time_without_an_offset_is_utc() {
    for (text, utc) in [
        ("2026-02-26T13:00:00.123456", "2026-02-26T13:00:00.123456Z"),
        ("2026-02-26 13:00:00", "2026-02-26T13:00:00Z"),
        ("2026-02-26T13:00:00+02:00", "2026-02-26T11:00:00Z"),
    ] {
        let row = read(json!({"token_expires_at": text}));
        assert_eq!(row.token_expires_at, Some(utc.parse().unwrap()), "{text}");
    }
    assert_eq!(problem(json!({"created_at": "infinity"})), "created_at is not usable");
}

#[test]
fn providers_are_known_by_the_names_of_the_enumeration_and_of_the_guide() {
    for name in ["OUTLOOK_CALENDAR", "outlook_calendar"] {
        let row = read(json!({"provider": name}));
        assert_eq!(row.service, Service::Known(Provider::OutlookCalendar));
    }
    assert_eq!(read(json!({"provider": "JOBBERMAN"})).service, Service::JobBoard("jobberman"));
    assert_eq!(problem(json!({"provider": "zoom"})), "provider is not usable");
}

#[test]
fn a_page_is_a_number_or_its_urn() {
    for (data, page) in [
        (json!(null), None),
        (json!({}), None),
        (json!({"organization_id": null, "more": [1]}), None),
        (json!({"organization_id": "5515715"}), Some("urn:li:organization:5515715")),
        (json!({"organization_id": "urn:li:organization:7"}), Some("urn:li:organization:7")),
    ] {
        assert_eq!(read(json!({"provider_data": data})).provider_data.as_deref(), page, "{data}");
    }
    let wrong = json!({"provider_data": {"organization_id": "urn:li:person:canary"}});
    assert_eq!(problem(wrong), "provider_data is not usable");
}

#[test]
fn a_column_that_is_missing_is_named_and_not_taken_for_null() {
    for column in ["refresh_token", "is_active", "token_expires_at", "provider_data"] {
        let mut row = row_with(json!({}));
        row.as_object_mut().unwrap().remove(column);
        let problem = parse(&row.to_string()).unwrap_err();
        assert_eq!(problem, format!("the column {column} is missing"));
    }
}

#[test]
fn s32_no_problem_quotes_what_the_line_holds() {
    for changes in [
        json!({"id": "canary"}),
        json!({"company_id": -1}),
        json!({"access_token": ""}),
        json!({"access_token": "canary\r\nX: y"}),
        json!({"refresh_token": ["canary"]}),
        json!({"token_expires_at": "canary"}),
        json!({"is_active": "canary"}),
    ] {
        let column = changes.as_object().unwrap().keys().next().unwrap().clone();
        assert_eq!(problem(changes), format!("{column} is not usable"));
    }
    for text in ["canary", "[\"canary\"]", "{\"id\": 1", "\"canary\""] {
        assert!(!parse(text).unwrap_err().contains("canary"), "{text}");
    }
    let two = format!("{}{}", row_with(json!({})), row_with(json!({})));
    assert_eq!(parse(&two).unwrap_err(), "something follows the row");
}

#[test]
fn lines_are_counted_as_an_editor_counts_them() {
    let export = format!("\n{}\n\nbroken\n", row_with(json!({})));
    let numbers: Vec<_> =
        lines(&export).iter().map(|line| (line.number, line.row.is_ok())).collect();
    assert_eq!(numbers, [(2, true), (4, false)]);
}

proptest! {
    #[test]
    fn no_text_makes_it_panic(text: String) {
        lines(&text);
    }
}
