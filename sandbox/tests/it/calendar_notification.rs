//! `calendar-notification`: what a calendar says is believed where it proves itself, and noted.

use http::{Request, StatusCode};
use serde_json::{Value, json};
use shared::connection::{Address, Said, Watch};
use shared::model::owner::ConnectionId;
use shared::model::provider::CalendarProvider;
use shared::model::provider::Provider::{self, GoogleCalendar, OutlookCalendar};

use crate::answer::Answer;
use crate::interviews::{CALENDARS, drag};
use crate::scene::{Scene, event};
use crate::watch_calendars::{company, watch, watched};

/// A watched calendar, the name in its address, and the secret that comes with each notification.
struct Watched {
    scene: Scene,
    provider: Provider,
    name: String,
    secret: String,
    channel: String,
}

impl Watched {
    async fn new(provider: Provider) -> Self {
        let (scene, _) = watched(provider).await;
        let live = scene.live(provider).await;
        let url = live[0]["address"].as_str().unwrap();
        let name = url.rsplit('/').next().unwrap().to_owned();
        let channel = live[0]["id"].as_str().unwrap().to_owned();
        // What was agreed on is known to nobody; this one is.
        let secret = "a secret that the channel was given".to_owned();
        let (store, hash) = (&scene.world.app.store, Address::hash_of(&name));
        let address = store.address(&hash).await.unwrap().unwrap();
        let known = Address { secret: Address::secret_of(&secret.clone().into()), ..address };
        store.open_address(&hash, &known).await.unwrap();
        scene.advance("1m");
        Self { scene, provider, name, secret, channel }
    }

    async fn watch(&self) -> Watch {
        watch(&self.scene, self.provider).await.unwrap()
    }

    /// Sends what `change` makes of an empty notification to this address; whether anything changed.
    async fn says(&self, change: impl FnOnce(&mut Value)) -> bool {
        let before = self.scene.dump();
        let answer = send(&self.scene, self.provider, &self.name, change).await;
        assert_eq!((answer.status, answer.text.as_str()), (StatusCode::ACCEPTED, ""));
        self.scene.dump() != before
    }

    /// The headers of a message of Google's.
    fn message(&self, state: &str) -> impl FnOnce(&mut Value) + use<> {
        let (channel, secret, state) =
            (self.channel.clone(), self.secret.clone(), state.to_owned());
        move |event: &mut Value| {
            event["headers"]["x-goog-channel-id"] = channel.into();
            event["headers"]["x-goog-channel-token"] = secret.into();
            event["headers"]["x-goog-resource-state"] = state.into();
        }
    }

    /// An item of Graph's with this secret.
    fn item(&self, secret: &str, changes: Value) -> Value {
        let mut item = json!({
            "subscriptionId": self.channel, "clientState": secret, "changeType": "updated",
            "subscriptionExpirationDateTime": "2026-11-28T09:00:00Z",
            "resource": "Users/fatou/Events/AAMk",
        });
        item.as_object_mut().unwrap().extend(changes.as_object().unwrap().clone());
        item
    }
}

/// Sends an empty notification, changed by `change`, to the address `name`.
async fn send(
    scene: &Scene,
    provider: Provider,
    name: &str,
    change: impl FnOnce(&mut Value),
) -> Answer {
    let mut event = event("calendar-notification");
    event["pathParameters"] = json!({"provider": provider.slug(), "watch": name});
    if provider == OutlookCalendar {
        let headers = event["headers"].as_object_mut().unwrap();
        headers.retain(|name, _| !name.starts_with("x-goog"));
    }
    change(&mut event);
    scene.invoke("calendar-notification", &event).await
}

fn body(items: Value) -> impl FnOnce(&mut Value) {
    move |event: &mut Value| event["body"] = json!({ "value": items }).to_string().into()
}

#[tokio::test]
async fn f40_a_change_in_either_calendar_marks_its_watch_and_makes_it_due() {
    for provider in CALENDARS {
        let (scene, event_id) = watched(provider).await;
        let before = watch(&scene, provider).await.unwrap();
        scene.advance("1m");
        drag(&scene, provider, &event_id).await;
        scene.notify(provider).await;
        let after = watch(&scene, provider).await.unwrap();
        assert!(after.changed_at > before.changed_at, "{provider}");
        assert!(after.refresh_at <= scene.world.clock.now());
        let url = format!("{}/_notifications", scene.world.origins[provider]);
        let sent = scene.get(&url).await.ok();
        let mut sent = sent["sent"].as_array().unwrap().iter();
        assert!(sent.len() > 0 && sent.all(|sent| sent["status"] == 202), "{provider}");
    }
}

#[tokio::test]
async fn s49_what_is_forged_unknown_or_of_another_watch_is_taken_and_changes_nothing() {
    let google = Watched::new(GoogleCalendar).await;
    assert!(google.says(google.message("exists")).await, "the genuine one");
    let forged = |event: &mut Value| {
        google.message("exists")(event);
        event["headers"]["x-goog-channel-token"] = "0".repeat(64).into();
    };
    assert!(!google.says(forged).await);
    let tokenless = |event: &mut Value| {
        google.message("exists")(event);
        event["headers"].as_object_mut().unwrap().remove("x-goog-channel-token");
    };
    assert!(!google.says(tokenless).await);
    let of_another_channel = |event: &mut Value| {
        google.message("exists")(event);
        event["headers"]["x-goog-channel-id"] = "another".into();
    };
    assert!(!google.says(of_another_channel).await);

    let outlook = Watched::new(OutlookCalendar).await;
    let genuine = outlook.item(&outlook.secret, json!({}));
    assert!(outlook.says(body(json!([genuine]))).await, "the genuine one");
    for items in [
        json!([outlook.item("guessed", json!({}))]),
        json!([outlook.item("", json!({}))]),
        json!([outlook.item("x", json!({"clientState": null}))]),
        json!([outlook.item("x", json!({"clientState": 7}))]),
        json!([7, null, "text", {}]),
        json!({"clientState": outlook.secret}),
        json!(null),
    ] {
        assert!(!outlook.says(body(items)).await);
    }
    for text in ["", "no json", "[]", "{\"value\": 1}"] {
        assert!(!outlook.says(|event| event["body"] = text.into()).await);
    }
}

#[tokio::test]
async fn s49_a_notification_at_another_watch_s_address_changes_nothing() {
    let watched = Watched::new(GoogleCalendar).await;
    let scene = &watched.scene;
    let store = &scene.world.app.store;
    let other = ConnectionId::of_company(2, CalendarProvider::Google);
    let name = "f".repeat(32);
    let address = Address {
        id: other,
        secret: Address::secret_of(&"another".into()),
        channel_id: Some(watched.channel.clone()),
        expires_at: scene.world.clock.now(),
    };
    store.open_address(&Address::hash_of(&name), &address).await.unwrap();
    store.begin_watch(other, scene.world.clock.now()).await.unwrap();
    let before = scene.dump();
    send(scene, GoogleCalendar, &name, watched.message("exists")).await;
    for (provider, name) in [
        (GoogleCalendar, "0".repeat(32)),
        (GoogleCalendar, watched.name.to_uppercase()),
        (GoogleCalendar, format!("{}0", watched.name)),
        (GoogleCalendar, String::new()),
        (OutlookCalendar, watched.name.clone()),
    ] {
        let answer = send(scene, provider, &name, watched.message("exists")).await;
        assert_eq!(answer.status, StatusCode::ACCEPTED);
    }
    assert_eq!(scene.dump(), before);
}

#[tokio::test]
async fn f40_google_s_first_message_says_of_no_change() {
    let watched = Watched::new(GoogleCalendar).await;
    assert!(!watched.says(watched.message("sync")).await);
    assert!(watched.says(watched.message("exists")).await);
    assert!(watched.says(watched.message("not_exists")).await);
}

#[tokio::test]
async fn s49_of_several_items_each_is_judged_alone() {
    let watched = Watched::new(OutlookCalendar).await;
    let scene = &watched.scene;
    let foreign = watched.item("of-somebody-else", json!({"subscriptionId": "other"}));
    let own = watched.item(&watched.secret, json!({}));
    assert!(watched.says(body(json!([foreign, own]))).await);
    assert!(!watched.says(body(json!([foreign, foreign]))).await);
    let life = |secret: &str, event: &str| json!({"subscriptionId": "x", "clientState": secret, "lifecycleEvent": event});
    let both = json!([
        life(&watched.secret, "reauthorizationRequired"),
        life("of-somebody-else", "subscriptionRemoved"),
    ]);
    assert!(watched.says(body(both)).await);
    let store = &scene.world.app.store;
    let said = async || store.channels(company(OutlookCalendar)).await.unwrap().unwrap().said;
    assert_eq!(said().await, Some(Said::Renew));
    assert!(watched.says(body(json!([life(&watched.secret, "subscriptionRemoved")]))).await);
    assert_eq!(said().await, Some(Said::Removed));
    assert!(!watched.says(body(json!([life(&watched.secret, "brewing")]))).await);
    let before = watched.watch().await.changed_at;
    assert!(watched.says(body(json!([life(&watched.secret, "missed")]))).await);
    assert!(watched.watch().await.changed_at > before);
}

#[tokio::test]
async fn f40_what_comes_double_late_or_at_once_never_moves_a_mark_back() {
    let watched = Watched::new(GoogleCalendar).await;
    let mut last = watched.watch().await.changed_at;
    for step in ["0s", "1s", "-5s", "0s"] {
        watched.scene.advance(step);
        watched.says(watched.message("exists")).await;
        let mark = watched.watch().await.changed_at;
        assert!(mark > last, "{step}");
        last = mark;
    }
}

#[tokio::test]
async fn s49_graph_s_handshake_is_repeated_as_plain_text_decoded_once() {
    let scene = Scene::new().await;
    let shake = async |query: &str| {
        let query = query.to_owned();
        let change = |event: &mut Value| event["rawQueryString"] = query.into();
        send(&scene, OutlookCalendar, &"0".repeat(32), change).await
    };
    let answer = shake("validationToken=a%20b%2Bc+%253Cscript%253E%3Cb%3E%26").await;
    assert_eq!((answer.status, answer.text.as_str()), (StatusCode::OK, "a b+c %3Cscript%3E<b>&"));
    assert_eq!(answer.headers["content-type"], "text/plain");
    assert_eq!(answer.headers["x-content-type-options"], "nosniff");
    for query in [
        format!("validationToken={}", "a".repeat(1025)),
        "validationToken=".to_owned(),
        "validationToken=a&validationToken=b".to_owned(),
    ] {
        let answer = shake(&query).await;
        assert_eq!((answer.status, answer.text.as_str()), (StatusCode::ACCEPTED, ""));
    }
    assert_eq!(scene.outside_calls(), 0, "nothing is asked for it");
}

#[tokio::test]
async fn s49_a_handshake_is_no_oracle_of_google_s_addresses_and_a_large_body_is_not_read() {
    let watched = Watched::new(GoogleCalendar).await;
    let query = |event: &mut Value| event["rawQueryString"] = "validationToken=a".into();
    assert!(!watched.says(query).await);
    let outlook = Watched::new(OutlookCalendar).await;
    let padding = "x".repeat(256 * 1024);
    let item = outlook.item(&outlook.secret, json!({ "padding": padding }));
    assert!(!outlook.says(body(json!([item]))).await);
}

#[tokio::test]
async fn f40_after_its_stop_a_channel_that_still_speaks_changes_nothing() {
    let watched = Watched::new(GoogleCalendar).await;
    let scene = &watched.scene;
    scene.advance("160h");
    assert_eq!(scene.watch_calendars().await["opened"], 1);
    assert!(!watched.says(watched.message("exists")).await);
}

#[tokio::test]
async fn f13_a_table_that_is_down_lets_it_be_said_again() {
    let watched = Watched::new(GoogleCalendar).await;
    let down = simulator_kit::wire::Fault::respond(StatusCode::INTERNAL_SERVER_ERROR, json!({}));
    watched.scene.world.controls.dynamodb.inject(down.times(3));
    let name = &watched.name;
    let answer = send(&watched.scene, GoogleCalendar, name, watched.message("exists")).await;
    answer.expect(503, "storage_unavailable");
}

#[tokio::test]
async fn s49_a_provider_that_is_no_calendar_has_no_addresses() {
    let scene = Scene::new().await;
    let of = async |provider: &str| {
        let mut event = event("calendar-notification");
        event["pathParameters"]["provider"] = provider.into();
        scene.invoke("calendar-notification", &event).await
    };
    of("linkedin").await.expect(400, "unsupported");
    of("slack").await.expect(400, "unsupported");
    of("teams").await.expect(400, "unknown_provider");
    let url = format!("{}/api/integrations/outlook/notifications/x", scene.world.origins.api);
    let request = Request::get(url).body(Vec::new()).unwrap();
    assert_eq!(scene.send(request).await.status, StatusCode::METHOD_NOT_ALLOWED);
}
