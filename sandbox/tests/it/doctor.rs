//! `doctor`: finds nothing where all is well, and each thing that can be found where it is made to happen.

use std::collections::BTreeSet;

use doctor::{Finding, Note, Place, Report, examine};
use http::StatusCode;
use jiff::SignedDuration;
use sandbox::ats::Readiness::Today;
use sandbox::aws::sns::{Sns, Subscription};
use sandbox::world::environment::{
    ALARM_TOPIC, CALLER_SECRET, CODE_VERIFIER_SECRET, OWNER, SLACK_WEBHOOK_SECRET,
    ZOOM_WEBHOOK_SECRET, client_secret_id, sdk,
};
use serde_json::{Value, json};
use shared::config::Config;
use shared::model::provider::Provider;
use shared::model::provider::Provider::{LinkedIn, Zoom};
use shared::platform::clock::Clock;
use simulator_kit::wire::Fault;

use crate::scene::{CANDIDATE, MARIAM, Scene, WITHOUT_COMPANY};

/// What is looked at, with a token and the alarms' topic, where the configuration is changed by `change`.
fn place(scene: &Scene, change: impl FnOnce(&mut Config)) -> Place {
    let app = &scene.world.app;
    let mut config = app.config.clone();
    change(&mut config);
    let http = app.http.clone();
    let place = Place::new(config, &sdk(OWNER, &http), http, &scene.world.origins.api);
    let token = Some(scene.world.ats.token(MARIAM).unwrap().into());
    Place { token, alarm_topic: Some(Sns::arn(ALARM_TOPIC)), ..place }
}

fn codes(report: &Report) -> BTreeSet<String> {
    report.findings.iter().map(Finding::code).collect()
}

fn exit(report: &Report) -> String {
    format!("{:?}", report.exit_code())
}

/// What is found where the configuration is changed by `change`.
async fn configured(change: impl FnOnce(&Scene, &mut Config)) -> BTreeSet<String> {
    let scene = Scene::new().await;
    let report = examine(&place(&scene, |config| change(&scene, config))).await;
    assert_eq!(exit(&report), "ExitCode(unix_exit_status(1))");
    codes(&report)
}

/// What is found where the world is changed by `change`.
async fn changed(change: impl AsyncFnOnce(&Scene)) -> BTreeSet<String> {
    let scene = Scene::new().await;
    change(&scene).await;
    codes(&examine(&place(&scene, |_| ())).await)
}

/// What is found where a secret is changed, which everybody knows by then.
async fn secret(name: String, content: Value) -> BTreeSet<String> {
    changed(async |scene: &Scene| {
        scene.change_secret(&name, content);
        scene.advance("1h");
    })
    .await
}

async fn subscribed(subscriptions: Vec<Subscription>) -> BTreeSet<String> {
    changed(async |scene: &Scene| scene.world.sns.subscribe(ALARM_TOPIC, subscriptions)).await
}

async fn with_token(token: impl FnOnce(&Scene) -> String) -> BTreeSet<String> {
    let scene = Scene::new().await;
    let place = Place { token: Some(token(&scene).into()), ..place(&scene, |_| ()) };
    codes(&examine(&place).await)
}

fn set<const N: usize>(codes: [&str; N]) -> BTreeSet<String> {
    codes.map(str::to_owned).into()
}

/// The table's own settings, which nothing but AWS's API changes.
async fn table_of(scene: &Scene, change: Value) {
    let target = match change.get("TimeToLiveSpecification") {
        Some(_) => "UpdateTimeToLive",
        None => "UpdateTable",
    };
    let mut change = change;
    change["TableName"] = "integrations".into();
    let request = http::Request::post(&scene.world.origins.dynamodb)
        .header("x-amz-target", format!("DynamoDB_20120810.{target}"))
        .header("content-type", "application/x-amz-json-1.0")
        .header(
            "authorization",
            "AWS4-HMAC-SHA256 Credential=sandbox/20261123/eu-west-3/dynamodb/aws4_request, SignedHeaders=host;x-amz-date, Signature=00",
        )
        .header("x-amz-date", "20261123T090000Z");
    let request = request.body(change.to_string().into_bytes()).unwrap();
    let answer = scene.world.app.http.send(request).await.unwrap();
    assert_eq!(answer.status(), 200, "{}", String::from_utf8_lossy(answer.body()));
}

pub(crate) async fn disable_key(scene: &Scene) {
    let mut config = aws_sdk_kms::config::Builder::from(&sdk(OWNER, &scene.world.app.http));
    config.set_endpoint_url(Some(scene.world.origins.kms_and_secrets.clone()));
    let kms = aws_sdk_kms::Client::from_conf(config.build());
    let key = kms.describe_key().key_id("alias/integrations").send().await.unwrap();
    let id = key.key_metadata.unwrap().key_id;
    kms.disable_key().key_id(id).send().await.unwrap();
}

#[tokio::test]
async fn nothing_is_found_where_all_is_well() {
    let scene = Scene::new().await;
    let report = examine(&place(&scene, |_| ())).await;
    assert_eq!(report.to_json(), json!({"findings": [], "allowed": [], "unseen": [], "notes": []}));
    assert_eq!(exit(&report), "ExitCode(unix_exit_status(0))");
    assert_eq!(report.to_string(), "Nothing was found.");
}

#[tokio::test]
async fn what_is_not_looked_at_or_left_out_by_choice_is_said_and_is_no_finding() {
    let scene = Scene::new().await;
    for provider in Provider::ALL {
        let nothing = json!({"CLIENT_ID": "", "CLIENT_SECRET": ""});
        scene.change_secret(&client_secret_id(provider), nothing);
    }
    let all = place(&scene, |config| {
        config.ats_webhook_url = None;
        config.public_url = None;
        config.job_image_hosts = Vec::new();
    });
    let report = examine(&Place { token: None, alarm_topic: None, ..all }).await;
    assert_eq!((report.findings.len(), report.unseen.len()), (0, 0), "{report}");
    for note in [Note::WithoutToken, Note::WithoutAlarmTopic, Note::NoEvents, Note::NoPublicUrl] {
        assert!(report.notes.contains(&note), "{report}");
    }
    assert!(report.notes.contains(&Note::NotConfigured { provider: Zoom }), "{report}");
    assert_eq!(exit(&report), "ExitCode(unix_exit_status(0))");
}

#[tokio::test]
async fn what_can_t_be_seen_is_no_clean_bill_of_health() {
    let scene = Scene::new().await;
    let unknown = Some(Sns::arn("nowhere"));
    let place = Place { alarm_topic: unknown, ..place(&scene, |_| ()) };
    let report = examine(&place).await;
    assert_eq!((report.findings.len(), report.unseen.len()), (0, 1), "{report}");
    assert_eq!(exit(&report), "ExitCode(unix_exit_status(2))");
}

#[tokio::test]
async fn with_a_token_the_way_of_a_publication_is_gone_as_far_as_nothing_is_published() {
    let scene = Scene::new().await;
    let down = Fault::respond(StatusCode::SERVICE_UNAVAILABLE, json!({"code": "ats_unavailable"}));
    let preview = down.on("POST", "/api/integrations/linkedin/preview");
    scene.world.controls.api.inject(preview);
    let report = examine(&place(&scene, |_| ())).await;
    assert_eq!((report.findings.len(), report.unseen.len()), (0, 1), "{report}");
    assert!(report.to_string().contains("what a post would be: 503 ats_unavailable"), "{report}");
    assert_eq!(scene.posts_online().await, 0);
}

#[tokio::test]
async fn what_an_environment_may_have_is_told_and_fails_nothing() {
    let scene = Scene::new().await;
    scene.world.dynamodb.protect(false).unwrap();
    let report = examine(&place(&scene, |_| ())).await;
    let allowed = ["table_unprotected", "nobody_is_told", ""].map(str::to_owned);
    let report = report.allowing(&allowed);
    assert_eq!(exit(&report), "ExitCode(unix_exit_status(0))");
    assert_eq!(report.to_json()["allowed"][0]["code"], "table_unprotected");
    assert!(report.to_string().contains("allowed the table"), "{report}");
    // What is allowed and not there may be misspelt.
    let in_vain = Note::AllowedInVain { allowed: "nobody_is_told".to_owned() };
    assert_eq!(report.notes, [in_vain]);

    scene.world.sns.subscribe(ALARM_TOPIC, Vec::new());
    let report = examine(&place(&scene, |_| ())).await.allowing(&allowed[..1]);
    assert_eq!(exit(&report), "ExitCode(unix_exit_status(1))");
    assert_eq!(codes(&report), set(["nobody_is_told"]));
}

#[tokio::test]
async fn every_finding_is_made_to_happen_once() {
    let mut seen = BTreeSet::new();
    let mut expect = |what: &str, found: BTreeSet<String>, expected: BTreeSet<String>| {
        assert_eq!(found, expected, "{what}");
        seen.extend(found);
    };

    let scene = Scene::new().await;
    let nowhere = Place { api: "http://127.0.0.1:9".to_owned(), ..place(&scene, |_| ()) };
    let report = examine(&nowhere).await;
    assert!(!report.unseen.is_empty(), "{report}");
    expect("the API", codes(&report), set(["api_unreachable"]));

    let found = changed(async |scene: &Scene| {
        let unknown = Fault::respond(StatusCode::NOT_FOUND, json!({"message": "Not Found"}));
        scene.world.controls.api.inject(unknown.on("GET", "/api/integrations/slack/test"));
    });
    expect("a route", found.await, set(["route_missing"]));

    let found = configured(|scene, config| {
        config.public_url = Some(scene.world.origins.dashboard.clone());
    });
    expect("the host", found.await, set(["public_url_elsewhere"]));

    let found = configured(|scene, config| {
        let elsewhere = format!("{}/callback", scene.world.origins.dashboard);
        config.clients[LinkedIn].redirect_uri = elsewhere;
    });
    let expected = set(["redirect_uri_elsewhere", "registration_differs"]);
    expect("a redirect URI", found.await, expected);

    let found = changed(async |scene: &Scene| {
        let silent = Fault::respond(StatusCode::NO_CONTENT, Value::Null);
        scene.world.controls.api.inject(silent.on("OPTIONS", "/api/integrations/status"));
    });
    expect("an origin", found.await, set(["origin_refused"]));

    let found = configured(|scene, config| config.frontend_url = scene.world.origins.api.clone());
    let expected = set(["redirect_uri_elsewhere", "origin_refused", "callback_page_missing"]);
    expect("the frontend", found.await, expected);

    let scene = Scene::new().await;
    let late = Clock::new(
        || Clock::system().now() + SignedDuration::from_mins(10),
        |_| Box::pin(std::future::pending()),
    );
    let found = codes(&examine(&Place { clock: late, ..place(&scene, |_| ()) }).await);
    expect("the clocks", found, set(["clock_differs"]));

    let found = configured(|scene, config| {
        config.ats_api_url = scene.world.origins.dashboard.clone();
    });
    let expected = set(["ats_elsewhere", "token_of_no_employer"]);
    expect("the ATS", found.await, expected);

    let scene = Scene::at_an_ats(Today).await;
    let found = codes(&examine(&place(&scene, |_| ())).await);
    expect("the ATS today", found, set(["ats_lacks_applications", "ats_lacks_companies"]));

    let found = configured(|scene, config| {
        let url = format!("{}/api/nowhere", scene.world.origins.api);
        config.ats_webhook_url = Some(url.parse().unwrap());
    });
    expect("the ATS's hook", found.await, set(["ats_takes_no_events"]));

    expect("a token", with_token(|_| "x.y.z".to_owned()).await, set(["token_refused"]));
    for user in [WITHOUT_COMPANY, CANDIDATE] {
        let found = with_token(|scene| scene.world.ats.token(user).unwrap());
        expect("a token", found.await, set(["token_of_no_employer"]));
    }
    let found = secret(CALLER_SECRET.to_owned(), json!({"JWT_SECRET": "another"}));
    expect("the ATS's key", found.await, set(["caller_key_differs"]));

    let found = configured(|_, config| config.table_name = "none".to_owned());
    expect("the table", found.await, set(["table_missing"]));
    let found = changed(async |scene: &Scene| scene.world.dynamodb.protect(false).unwrap());
    expect("protection", found.await, set(["table_unprotected"]));
    let found = changed(async |scene: &Scene| scene.world.dynamodb.backups().switch(false));
    expect("recovery", found.await, set(["table_without_recovery"]));
    let off = json!({"TimeToLiveSpecification": {"AttributeName": "ttl", "Enabled": false}});
    let found = changed(async |scene: &Scene| table_of(scene, off).await);
    expect("expiry", found.await, set(["table_without_expiry"]));
    let off = json!({"StreamSpecification": {"StreamEnabled": false}});
    let found = changed(async |scene: &Scene| table_of(scene, off).await);
    expect("the stream", found.await, set(["table_without_stream"]));
    expect("the key", changed(disable_key).await, set(["key_unusable"]));

    let found = secret(CODE_VERIFIER_SECRET.to_owned(), json!({"CODE_VERIFIER_KEY": "short"}));
    // `auth-url` can't begin anything without it either, which is told as not seen.
    expect("a secret", found.await, set(["secret_unusable"]));
    let half = secret(client_secret_id(LinkedIn), json!({"CLIENT_SECRET": ""}));
    expect("half a secret", half.await, set(["registration_incomplete"]));
    for (name, key) in
        [(ZOOM_WEBHOOK_SECRET, "SECRET_TOKEN"), (SLACK_WEBHOOK_SECRET, "SIGNING_SECRET")]
    {
        expect(
            "events",
            secret(name.to_owned(), json!({key: ""})).await,
            set(["events_unbelieved"]),
        );
    }
    for provider in Provider::ALL {
        let wrong = secret(client_secret_id(provider), json!({"CLIENT_SECRET": "wrong"}));
        expect(provider.name(), wrong.await, set(["registration_refused"]));
    }
    let found = configured(|_, config| config.settings.linkedin_version = "202501".to_owned());
    expect("LinkedIn's version", found.await, set(["linked_in_version_ending"]));

    expect("alarms", subscribed(Vec::new()).await, set(["nobody_is_told"]));
    let endpoint = "somebody@example.com".to_owned();
    let found = subscribed(vec![Subscription { endpoint, is_confirmed: false }]).await;
    expect("a subscription", found, set(["nobody_is_told", "subscription_unconfirmed"]));

    assert_eq!(seen, variants(), "what can be found");
}

/// The code of each variant of [`Finding`].
fn variants() -> BTreeSet<String> {
    let source = include_str!("../../../doctor/src/finding.rs");
    let (_, body) = source.split_once("pub enum Finding {").unwrap();
    let body = body.split_once("\n}").unwrap().0;
    let names = body.lines().filter_map(|line| {
        let line = line.strip_prefix("    ")?;
        line.starts_with(char::is_uppercase).then(|| line.split([' ', ',']).next().unwrap())
    });
    names.map(snake).collect()
}

/// A variant's name as serde writes it.
fn snake(name: &str) -> String {
    let mut code = String::new();
    for letter in name.chars() {
        if letter.is_uppercase() && !code.is_empty() {
            code.push('_');
        }
        code.extend(letter.to_lowercase());
    }
    code
}

#[tokio::test]
async fn s32_no_token_and_no_secret_is_told() {
    let scene = Scene::at_an_ats(Today).await;
    scene.change_secret(CALLER_SECRET, json!({"JWT_SECRET": "canary-key"}));
    scene.advance("1h");
    let place = place(&scene, |_| ());
    let report = examine(&place).await;
    let told = format!("{report} {} {place:?}", report.to_json());
    let token = scene.world.ats.token(MARIAM).unwrap();
    assert!(!report.findings.is_empty());
    for secret in ["canary-key", "sandbox-linkedin-secret", &token] {
        assert!(!told.contains(secret), "{told}");
    }
}
