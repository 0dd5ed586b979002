//! A connection that must be reconnected makes room for whatever account comes (B22); a live one asks (S14).

use std::time::Duration;

use futures::future::join;
use serde_json::{Value, json};
use shared::connection::State;
use shared::model::owner::ConnectionId;
use shared::model::provider::Provider;
use shared::model::reason::Reason;
use simulator_kit::wire::Fault;
use tracing::Level;

use super::exchange::replace;
use crate::answer::Answer;
use crate::logs::Logs;
use crate::posts::{NORTH, connected};
use crate::scene::{COLLEAGUE, MARIAM, Scene};
use crate::upkeep::status;

/// `user` connects a calendar as `account`, accepting everything.
async fn calendar(scene: &Scene, user: i64, provider: Provider, account: &str) -> Answer {
    let (url, _) = scene.begin(user, provider.slug()).await;
    let scopes = scene.world.app.config.client(Provider::GoogleCalendar).scopes.clone();
    let boxes = scopes.iter().filter(|scope| scope.starts_with("https://"));
    let decision = match provider {
        Provider::GoogleCalendar => {
            boxes.fold("allow".to_owned(), |form, scope| format!("{form}&scope={scope}"))
        }
        _ => "accept".to_owned(),
    };
    let back = scene.decide(&url, account, &decision).await;
    scene.complete(user, provider.slug(), &back).await
}

/// Company 1's connection to `provider` ends in `state`, as a renewal would end it.
async fn end(scene: &Scene, provider: Provider, state: State) {
    let store = &scene.world.app.store;
    let mut connection =
        store.connection(ConnectionId::of_company(1, provider)).await.unwrap().known().unwrap();
    let seen = connection.version;
    (connection.state, connection.reason) = (state, Some(Reason::Revoked));
    connection.version += 1;
    store.save(&connection, Some(seen)).await.unwrap();
}

#[tokio::test]
async fn b22_a_connection_that_is_over_is_replaced_by_whoever_connects_and_the_answer_says_whose_it_was()
 {
    let logs = Logs::capture(Level::INFO);
    let scene = connected("kofi").await;
    scene.advance("61 days");
    let answer = scene.connect(COLLEAGUE, "linkedin", "amina").await.ok();
    assert_eq!(answer["account"], "Amina Diallo");
    assert_eq!(answer["replaced_account"], "Kofi Mensah");
    let entry = status(&scene, "linkedin").await;
    assert_eq!((&entry["account"], &entry["state"]), (&json!("Amina Diallo"), &json!("active")));
    let told = logs.lines("\"replace_account\"");
    assert_eq!(told.len(), 1, "{told:?}");
    let line: Value = serde_json::from_str(&told[0]).unwrap();
    assert_eq!([&line["user_id"], &line["former_user_id"], &line["company_id"]], [2, 1, 1]);
    assert!(line["former_account"].is_string() && line["former_account"] != line["account"]);
    assert!(!told[0].contains("Mensah"), "an audit holds ids only: {told:?}");
}

#[tokio::test]
async fn b22_the_page_that_was_chosen_is_forgotten_with_the_account_that_chose_it() {
    let scene = connected("claire").await;
    scene.put("choose-organization", MARIAM, json!({"organization_id": NORTH})).await.ok();
    end(&scene, Provider::LinkedIn, State::NeedsReauthorization).await;
    scene.connect(MARIAM, "linkedin", "yao").await.ok();
    let pages = scene.call("organizations", MARIAM, |_| ()).await.ok();
    assert_eq!(pages["default_organization_id"], Value::Null);
    scene.publish(MARIAM, json!({"job_id": 1})).await.expect(409, "organization_required");
}

#[tokio::test]
async fn b22_the_same_account_comes_back_with_its_page_and_replaces_nobody() {
    let scene = connected("claire").await;
    scene.put("choose-organization", MARIAM, json!({"organization_id": NORTH})).await.ok();
    end(&scene, Provider::LinkedIn, State::NeedsReauthorization).await;
    let answer = scene.connect(MARIAM, "linkedin", "claire").await.ok();
    assert_eq!(answer["replaced_account"], Value::Null);
    let pages = scene.call("organizations", MARIAM, |_| ()).await.ok();
    assert_eq!(pages["default_organization_id"], NORTH);
}

#[tokio::test]
async fn b22_s14_a_calendar_makes_room_once_its_grant_is_gone_or_unreadable_and_asks_before() {
    let pairs = [
        (Provider::GoogleCalendar, "awa", "jean", State::NeedsReauthorization),
        (Provider::OutlookCalendar, "fatou", "marc", State::NeedsAttention),
    ];
    for (provider, first, second, state) in pairs {
        let scene = Scene::new().await;
        let former = calendar(&scene, MARIAM, provider, first).await.ok()["account"].clone();
        calendar(&scene, COLLEAGUE, provider, second).await.expect(409, "account_mismatch");
        end(&scene, provider, state).await;
        let answer = calendar(&scene, COLLEAGUE, provider, second).await.ok();
        assert_eq!(answer["replaced_account"], former, "{provider}");
        assert_eq!(status(&scene, provider.key()).await["account"], answer["account"]);
    }
}

#[tokio::test]
async fn s14_a_live_connection_that_is_replaced_on_purpose_says_whose_it_was_too() {
    let scene = connected("kofi").await;
    scene.connect(MARIAM, "linkedin", "amina").await.expect(409, "account_mismatch");
    assert_eq!(replace(&scene, "amina").await.ok()["replaced_account"], "Kofi Mensah");
}

/// Two people mend the same connection: the row that the write meets decides, not the one read before.
#[tokio::test]
async fn b22_f25_a_connection_that_came_back_to_life_meanwhile_is_not_replaced() {
    let scene = connected("kofi").await;
    scene.advance("61 days");
    let (url, _) = scene.begin(COLLEAGUE, "linkedin").await;
    let back = scene.decide(&url, "amina", "allow").await;
    scene.forget();
    let slow = Fault::delay(Duration::from_millis(400));
    scene.world.controls.dynamodb.inject(slow.on_target("PutItem"));
    let mend = async {
        while scene.world.controls.dynamodb.count_target("PutItem") < 1 {
            tokio::task::yield_now().await;
        }
        scene.connect(MARIAM, "linkedin", "kofi").await.ok()
    };
    let (late, _) = join(scene.complete(COLLEAGUE, "linkedin", &back), mend).await;
    late.expect(409, "account_mismatch");
    assert_eq!(status(&scene, "linkedin").await["account"], "Kofi Mensah");
}
