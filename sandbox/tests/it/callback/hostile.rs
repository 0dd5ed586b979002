//! What whoever sends the browser back may have put into the query (S8, S9, S11), and a consent that grants
//! too little (S13), at every provider.

use http::{StatusCode, header};
use serde_json::{Value, json};
use shared::model::denial::Denial;
use shared::model::provider::Provider::{
    self, GoogleCalendar, LinkedIn, OutlookCalendar, Slack, Zoom,
};
use simulator_kit::wire::Fault;

use super::back;
use crate::answer::Answer;
use crate::every_provider::{account, connect};
use crate::scene::{CANDIDATE, MARIAM, Scene, at_provider};
use crate::upkeep::sweep;

/// Values of a parameter, percent-encoded.
fn hostile() -> Vec<String> {
    let mut values: Vec<_> = [
        "access_denied%26success%3Dtrue",
        "x%0D%0ALocation:%20https://evil.example",
        "x%0d%0aSet-Cookie:%20a=b%0d%0a%0d%0a%3Chtml%3E",
        "%23code=a%26state=b",
        "%3Cscript%3Ealert(1)%3C/script%3E",
        "https://evil.example/dashboard/integrations",
        "//evil.example",
        "..%2F..%2Fadmin",
        "%00",
        "%E2%80%AEdesrever",
        "%C3%A9t%C3%A9",
    ]
    .map(str::to_owned)
    .into();
    values.push("a".repeat(6000));
    values
}

/// Asserts that the browser is sent where every failed flow ends, with a code of the list.
#[track_caller]
fn ends_at_home(scene: &Scene, provider: Provider, answer: &Answer, query: &str) {
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{query:.90}: {answer:?}");
    let location = answer.headers[header::LOCATION].to_str().unwrap();
    let (frontend, slug) = (&scene.world.origins.dashboard, provider.slug());
    let home = format!("{frontend}/dashboard/integrations?provider={slug}&success=false&error=");
    let code = location.strip_prefix(&home);
    let is_listed = Denial::ALL.iter().any(|denial| Some(denial.code()) == code);
    assert!(is_listed && location.len() <= 2048, "{query:.90}: {location}");
    assert!(answer.text.is_empty() && !answer.headers.contains_key(header::SET_COOKIE));
}

#[tokio::test]
async fn s9_whatever_error_its_description_or_its_uri_hold_the_browser_goes_home() {
    let scene = Scene::new().await;
    for provider in Provider::ALL {
        for value in hostile() {
            for query in [
                format!("error={value}"),
                format!("error=access_denied&error_description={value}"),
                format!("error=server_error&error_uri={value}&state={value}"),
                format!("error=access_denied&success=true&provider={value}&frontend={value}"),
            ] {
                let answer = scene.bounce(provider.slug(), &query).await;
                ends_at_home(&scene, provider, &answer, &query);
            }
        }
    }
    assert_eq!(scene.outside_calls(), 0);
}

#[tokio::test]
async fn s11_the_same_malformed_answers_are_refused_with_a_token_and_without_one() {
    let scene = Scene::new().await;
    let (state, long) = ("A".repeat(43), "c".repeat(4097));
    for provider in Provider::ALL {
        for query in [
            String::new(),
            format!("state={state}"),
            "code=c".to_owned(),
            format!("code=&state={state}"),
            format!("code=a&code=a&state={state}"),
            format!("code=a&state={state}&state={state}"),
            format!("code={long}&state={state}"),
            format!("code=a&state={long}"),
            format!("code=%ff%fe&state={state}"),
            format!("code=a&state=%c3%28{state}"),
            format!("code=a%00b&state={state}"),
            "error=a&error=a".to_owned(),
            "error=%ff".to_owned(),
            format!("code=a&state={state}&iss=https%3A%2F%2Fa&iss=https%3A%2F%2Fa"),
        ] {
            let bounced = scene.bounce(provider.slug(), &query).await;
            ends_at_home(&scene, provider, &bounced, &query);
            let code = bounced.location().query_pairs().last().unwrap().1.into_owned();
            assert_eq!(code, "invalid_request", "{provider} {query:.60}");
            let completed = scene.complete(MARIAM, provider.slug(), &back(&query)).await;
            completed.expect(400, "invalid_request");
        }
    }
    assert_eq!(scene.outside_calls(), 0);
}

#[tokio::test]
async fn s12_no_answer_to_a_browser_may_be_kept_named_to_others_or_sniffed() {
    let scene = Scene::new().await;
    for provider in Provider::ALL {
        let there = |event: &mut Value| at_provider(event, provider.slug());
        let state = "A".repeat(43);
        for answer in [
            scene.call("auth-url", MARIAM, there).await,
            scene.call("auth-url", CANDIDATE, there).await,
            scene.bounce(provider.slug(), &format!("code=c&state={state}")).await,
            scene.bounce(provider.slug(), "error=access_denied").await,
            connect(&scene, provider).await,
            scene.complete(MARIAM, provider.slug(), &back(&format!("code=c&state={state}"))).await,
        ] {
            let told = |name: &str| answer.headers[name].to_str().unwrap().to_owned();
            assert_eq!(told("cache-control"), "no-store", "{answer:?}");
            assert_eq!(told("referrer-policy"), "no-referrer", "{answer:?}");
            assert_eq!(told("x-content-type-options"), "nosniff", "{answer:?}");
        }
    }
}

/// Who says in the query that the answer is theirs, and what comes of it at Google.
const ISSUERS: [(&str, Option<&str>); 6] = [
    ("https://evil.example", Some("issuer_mismatch")),
    ("https://accounts.google.com.evil.example", Some("issuer_mismatch")),
    ("https://accounts.google.com/", Some("issuer_mismatch")),
    ("http://accounts.google.com", Some("issuer_mismatch")),
    ("HTTPS://ACCOUNTS.GOOGLE.COM", Some("issuer_mismatch")),
    ("https://accounts.google.com", None),
];

#[tokio::test]
async fn s8_only_google_s_own_name_counts_and_a_wrong_one_burns_the_attempt_before_any_exchange() {
    for (issuer, refused) in ISSUERS {
        let scene = Scene::new().await;
        let (url, _) = scene.begin(MARIAM, "google-calendar").await;
        let boxes = [crate::connect_calendars::EVENTS_SCOPE];
        let mut answer = crate::connect_calendars::decide(&scene, &url, "awa", &boxes).await;
        let others: Vec<_> =
            answer.query_pairs().into_owned().filter(|(name, _)| name != "iss").collect();
        answer.query_pairs_mut().clear().extend_pairs(others).append_pair("iss", issuer);
        scene.forget();
        let completed = scene.complete(MARIAM, "google-calendar", &answer).await;
        let Some(code) = refused else {
            completed.ok();
            continue;
        };
        completed.expect(400, code);
        assert_eq!(scene.world.controls[GoogleCalendar].requests(), [], "{issuer}");
        assert_eq!(scene.dump(), "[]", "{issuer}: the attempt is burnt");
        let again = scene.complete(MARIAM, "google-calendar", &answer).await;
        again.expect(400, "invalid_state");
    }
}

/// The scope without which nothing works, as the provider spells it.
const fn indispensable(provider: Provider) -> &'static str {
    match provider {
        LinkedIn => "w_member_social",
        GoogleCalendar => crate::connect_calendars::EVENTS_SCOPE,
        OutlookCalendar => "Calendars.ReadWrite",
        Zoom => "meeting:write:meeting",
        Slack => "chat:write",
    }
}

/// The next consent grants too little for any use.
async fn grants_too_little(scene: &Scene, provider: Provider) -> Answer {
    let withheld = match provider {
        LinkedIn => json!(["w_member_social", "w_organization_social"]),
        _ => json!([indispensable(provider)]),
    };
    let origin = &scene.world.origins[provider];
    scene.turn(origin, account(provider), json!({"withheld_scopes": withheld})).await;
    let answer = connect(scene, provider).await;
    scene.turn(origin, account(provider), json!({"withheld_scopes": []})).await;
    answer
}

#[tokio::test]
async fn s13_too_small_a_grant_is_named_given_back_and_takes_no_good_connection_s_place() {
    for provider in Provider::ALL {
        let scene = Scene::new().await;
        let refused = grants_too_little(&scene, provider).await.expect(400, "missing_scope");
        let detail = refused.json()["detail"].as_str().unwrap().to_owned();
        assert!(detail.contains(indispensable(provider)), "{provider}: {detail}");
        assert_eq!(scene.dump(), "[]", "{provider}");
        let revoked = revocations(&scene, provider);
        let expected = match provider {
            OutlookCalendar => 0,
            // Each of its tokens.
            Slack => 2,
            _ => 1,
        };
        assert_eq!(revoked, expected, "{provider}");
        if provider == Slack {
            // An installation's scopes never shrink: once granted, nothing is too little.
            continue;
        }

        connect(&scene, provider).await.ok();
        let before = scene.dump();
        grants_too_little(&scene, provider).await.expect(400, "missing_scope");
        if provider == Zoom {
            // Its earlier tokens ended with this consent: it has the new ones (F45).
            assert_ne!(scene.dump(), before);
        } else {
            assert_eq!(scene.dump(), before, "{provider}: the good connection stays");
        }
        let health = scene.status(MARIAM).await[provider.key()].clone();
        assert_eq!(health["state"], "active", "{provider}: the good connection stays");
        assert_eq!(revocations(&scene, provider), revoked, "{provider}: and its account's grant");

        // A provider that can't take it back now is asked again, and nobody waits for it.
        connect(&scene, provider).await.ok();
        scene.disconnect(MARIAM, provider.slug()).await.ok();
        for path in ["/revoke", "/oauth/v2/revoke", "/oauth/revoke"] {
            let down =
                Fault::respond(StatusCode::SERVICE_UNAVAILABLE, Value::Null).on("POST", path);
            scene.world.controls[provider].inject(down);
        }
        let before = revocations(&scene, provider);
        grants_too_little(&scene, provider).await.expect(400, "missing_scope");
        scene.advance("6m");
        sweep(&scene).await;
        let asked = if provider == OutlookCalendar { 0 } else { 2 };
        assert_eq!(revocations(&scene, provider) - before, asked, "{provider}");
        assert_eq!(scene.rest().await, "[]", "{provider}");
    }
}

/// How often the provider was asked to withdraw a grant.
fn revocations(scene: &Scene, provider: Provider) -> usize {
    let requests = scene.world.controls[provider].requests();
    requests.iter().filter(|request| request.path.ends_with("revoke")).count()
}
