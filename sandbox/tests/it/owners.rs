//! A person's own connection beside the company's: kept, sealed, renewed and withdrawn apart from it.

use forget::{Entry, Summary, Whom, erase};
use secrecy::ExposeSecret;
use serde_json::{Value, json};
use shared::connecting::access::access;
use shared::connecting::withdrawal::{self, Outcome};
use shared::connection::{PendingAuthorization, Tokens};
use shared::model::owner::ConnectionId;
use shared::model::provider::Provider::LinkedIn;
use shared::oauth::State;
use shared::store::Stored;
use shared::vault::{Context, VaultError};

use crate::scene::{COLLEAGUE, MARIAM, Scene, THIRD};
use crate::upkeep::{copy, partner, refreshes, stored, sweep, turn};

const COMPANY: ConnectionId = ConnectionId::of_company(1, LinkedIn);
const HERS: ConnectionId = ConnectionId::of_person(1, MARIAM, LinkedIn);
const HIS: ConnectionId = ConnectionId::of_person(1, COLLEAGUE, LinkedIn);

/// The company's connection, and one of each of two of its people.
async fn shared_by_three() -> Scene {
    let scene = partner(json!({})).await;
    let later = scene.world.clock.now() + jiff::SignedDuration::from_hours(24 * 50);
    for id in [HERS, HIS] {
        copy(&scene, id, later).await;
    }
    scene
}

async fn known(scene: &Scene, id: ConnectionId) -> Option<shared::connection::Connection> {
    scene.world.app.store.connection(id).await.unwrap().known()
}

#[tokio::test]
async fn s27_a_person_s_tokens_open_for_that_person_alone() {
    let scene = shared_by_three().await;
    let vault = &scene.world.app.vault;
    for (own, others) in [(COMPANY, [HERS, HIS]), (HERS, [COMPANY, HIS])] {
        let sealed = known(&scene, own).await.unwrap().sealed_tokens;
        // The vault has the data key in clear, and then it has to ask KMS.
        for pause in ["0s", "6m"] {
            scene.advance(pause);
            for other in others {
                let opened = vault.open(&sealed, Context::of(other)).await;
                assert!(matches!(opened, Err(VaultError::Broken)), "{own:?} as {other:?}");
            }
        }
        let opened = vault.open(&sealed, Context::of(own)).await.unwrap();
        assert!(Tokens::from_plaintext(opened.expose_secret()).is_some());
    }
}

#[tokio::test]
async fn s27_an_item_under_another_s_key_is_not_taken_for_theirs() {
    let scene = shared_by_three().await;
    let items = scene.world.dynamodb.dump().unwrap();
    let hers = items.as_array().unwrap().iter().find(|item| item["owner_id"]["N"] == "1");
    assert_eq!(hers.unwrap()["sk"]["S"], "CREDENTIAL#linkedin#1");
    for key in ["CREDENTIAL#linkedin", "CREDENTIAL#linkedin#2"] {
        crate::unreadable::move_to(&scene, hers.unwrap(), key).await;
    }
    for id in [COMPANY, HIS] {
        let found = scene.world.app.store.connection(id).await.unwrap();
        assert!(matches!(found, Stored::Unreadable(_)), "{id:?}: {found:?}");
    }
    scene.publish(MARIAM, json!({"job_id": 1})).await.expect(409, "reauthorization_required");
}

#[tokio::test]
async fn the_schedule_renews_each_owner_s_connection_for_itself() {
    let scene = shared_by_three().await;
    scene.advance("1 day");
    let before = stored(&scene, "linkedin")["version"].clone();
    let now = scene.world.clock.now();
    for id in [HERS, HIS] {
        let mut due = known(&scene, id).await.unwrap();
        due.refresh_at = Some(now);
        let version = due.version;
        scene.world.app.store.save(&due, Some(version)).await.unwrap();
    }
    assert_eq!(sweep(&scene).await["renewed"], 2);
    for id in [HERS, HIS] {
        let renewed = known(&scene, id).await.unwrap();
        assert!(renewed.refresh_at.unwrap() > now && renewed.was_renewed());
        scene.world.app.vault.open(&renewed.sealed_tokens, Context::of(id)).await.unwrap();
    }
    assert_eq!(stored(&scene, "linkedin")["version"], before, "the company's was not due");
}

#[tokio::test]
async fn f5_a_use_of_one_owner_s_connection_renews_no_other_s() {
    let scene = shared_by_three().await;
    scene.advance("61 days");
    let app = &scene.world.app;
    let used = access(app, HERS).await.unwrap();
    assert_eq!((used.connection.id, refreshes(&scene)), (HERS, 1));
    app.store.touch(HERS, scene.world.clock.now(), true).await.unwrap();
    assert!(known(&scene, HERS).await.unwrap().last_used_at.is_some());
    let others = [known(&scene, COMPANY).await.unwrap(), known(&scene, HIS).await.unwrap()];
    assert!(others.iter().all(|other| other.last_used_at.is_none() && !other.was_renewed()));
}

#[tokio::test]
async fn a_dead_grant_ends_its_owner_s_connection_and_no_other_s() {
    let scene = shared_by_three().await;
    scene.advance("61 days");
    let gone = json!({"error": "invalid_grant", "error_description": "The token was revoked"});
    turn(&scene, json!({"token_error": {"status": 400, "body": gone}})).await;
    let refused = access(&scene.world.app, HIS).await.unwrap_err();
    turn(&scene, json!({"token_error": null})).await;
    assert_eq!(refused.code(), "reauthorization_required");
    let state = |connection: Option<shared::connection::Connection>| connection.unwrap().state;
    assert_ne!(state(known(&scene, HIS).await), state(known(&scene, HERS).await));
    access(&scene.world.app, HERS).await.unwrap();
    access(&scene.world.app, COMPANY).await.unwrap();
}

#[tokio::test]
async fn s45_disconnecting_one_owner_leaves_the_others_and_the_grant_they_stand_on() {
    let scene = shared_by_three().await;
    let app = &scene.world.app;
    assert_eq!(withdrawal::disconnect(app, HERS).await.unwrap(), Some(Outcome::InUse));
    assert!(known(&scene, HERS).await.is_none());
    assert_eq!(withdrawal::disconnect(app, COMPANY).await.unwrap(), Some(Outcome::InUse));
    assert!(known(&scene, HIS).await.is_some());
    assert_eq!(withdrawal::disconnect(app, HIS).await.unwrap(), Some(Outcome::Withdrawn));
    assert_eq!(withdrawal::disconnect(app, HIS).await.unwrap(), None);
}

#[tokio::test]
async fn s33_a_person_s_grant_that_could_not_be_withdrawn_is_tried_again() {
    let scene = shared_by_three().await;
    let app = &scene.world.app;
    for id in [COMPANY, HIS] {
        withdrawal::disconnect(app, id).await.unwrap();
    }
    let down = simulator_kit::wire::Fault::respond(http::StatusCode::BAD_GATEWAY, Value::Null);
    scene.world.controls[LinkedIn].inject(down.on("POST", "/oauth/v2/revoke").times(9));
    assert_eq!(withdrawal::disconnect(app, HERS).await.unwrap(), Some(Outcome::Unconfirmed));
    scene.world.controls[LinkedIn].clear();
    scene.advance("6m");
    assert_eq!(sweep(&scene).await["withdrawn"], 1);
    assert_eq!(scene.rest().await, "[]");
}

#[tokio::test]
async fn nobody_sees_or_uses_a_person_s_connection_as_the_company_s() {
    let scene = shared_by_three().await;
    scene.disconnect(MARIAM, "linkedin").await.ok();
    for user in [MARIAM, COLLEAGUE, THIRD] {
        assert_eq!(scene.status(user).await["linkedin"]["company"], Value::Null);
        scene.publish(user, json!({"job_id": 1})).await.expect(409, "not_connected");
    }
    assert_eq!(scene.status(THIRD).await["linkedin"]["state"], "disconnected");
    assert_eq!(scene.world.app.store.summaries(1).await.unwrap().len(), 2);
}

/// What becomes of each row when `whom` is forgotten.
async fn forgotten(scene: &Scene, whom: Whom) -> (Vec<String>, Summary) {
    let mut told = Vec::new();
    let tell = |entry: &Entry| told.push(entry.to_string());
    let summary = erase(&scene.world.app, whom, |_| Ok(()), tell).await.unwrap();
    (told, summary)
}

#[tokio::test]
async fn s34_s55_who_is_forgotten_leaves_with_the_own_connection_and_a_company_with_everybody_s() {
    let scene = shared_by_three().await;
    let (told, summary) =
        forgotten(&scene, Whom { company: 1, user: Some(COLLEAGUE), application: None }).await;
    assert!(told.len() == 1 && told[0].contains("CREDENTIAL#linkedin#2: erased"), "{told:?}");
    assert!(summary.is_clean() && known(&scene, HIS).await.is_none());
    assert!(known(&scene, HERS).await.is_some() && known(&scene, COMPANY).await.is_some());
    let (_, summary) = forgotten(&scene, Whom { company: 1, user: None, application: None }).await;
    assert!(summary.is_clean());
    let left = scene.world.dynamodb.dump().unwrap();
    let left: Vec<_> = left.as_array().unwrap().iter().map(|row| &row["pk"]["S"]).collect();
    assert_eq!(left, ["ERASED#1"], "so that nobody is told of it any more");
}

#[tokio::test]
async fn s55_a_connection_whose_key_is_none_of_ours_is_erased_and_said_not_to_be_withdrawn() {
    let scene = partner(json!({})).await;
    let items = scene.world.dynamodb.dump().unwrap();
    let own = items.as_array().unwrap().first().unwrap();
    crate::unreadable::move_to(&scene, own, "CREDENTIAL#linkedin#1#2").await;
    let (told, summary) =
        forgotten(&scene, Whom { company: 1, user: Some(MARIAM), application: None }).await;
    assert_eq!((summary.erased, summary.not_withdrawn), (2, 1), "{told:?}");
    assert_eq!(scene.rest().await, "[]");
}

#[tokio::test]
async fn an_authorization_is_taken_for_the_connection_that_it_was_begun_for() {
    let scene = Scene::new().await;
    let store = &scene.world.app.store;
    for (seed, id) in [(1, COMPANY), (2, HERS)] {
        let state = State::new([seed; 32]);
        let pending = PendingAuthorization::new(id, MARIAM, false, scene.world.clock.now());
        store.begin(&state, &pending).await.unwrap();
        assert_eq!(store.claim(&state).await.unwrap().unwrap().connection, id);
    }
    assert_eq!(scene.rest().await, "[]");
}

#[tokio::test]
async fn b6_a_token_that_never_dies_is_used_for_years_and_renewed_by_nobody() {
    let scene = partner(json!({})).await;
    let store = &scene.world.app.store;
    let mut endless = known(&scene, COMPANY).await.unwrap();
    let version = endless.version;
    (endless.expires_at, endless.reauthorize_by) = (None, None);
    endless.refresh_at = endless.renewal_time(true, scene.world.clock.now(), 0);
    store.save(&endless, Some(version)).await.unwrap();
    assert_eq!(stored(&scene, "linkedin")["expires_at"], Value::Null);
    scene.advance("700 days");
    let due = sweep(&scene).await["due"].clone();
    access(&scene.world.app, COMPANY).await.unwrap();
    assert_eq!((due, refreshes(&scene)), (json!(0), 0));
    let shown = scene.status(MARIAM).await["linkedin"].clone();
    let told = (&shown["is_connected"], &shown["state"], &shown["expires_at"]);
    assert_eq!(told, (&json!(true), &json!("active"), &Value::Null), "{shown}");
}
