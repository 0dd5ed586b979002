//! A Zoom user whom another active connection holds (F45, S45).

use http::StatusCode;
use serde_json::{Value, json};
use shared::model::owner::ConnectionId;
use shared::model::provider::Provider::Zoom;
use simulator_kit::wire::Fault;

use super::{CALENDAR, at_zoom, connected, holders, turn, wire, works};
use crate::interviews::create;
use crate::own::connect_for;
use crate::scene::{MARIAM, STRANGER, Scene};
use crate::upkeep::{stored, sweep};

const OURS: ConnectionId = ConnectionId::of_company(1, Zoom);
const THEIRS: ConnectionId = ConnectionId::of_company(2, Zoom);
const HERS: ConnectionId = ConnectionId::of_person(1, MARIAM, Zoom);

async fn is_active(scene: &Scene, user: i64) -> bool {
    scene.status(user).await["zoom"]["state"] == "active"
}

#[tokio::test]
async fn f45_a_second_company_is_refused_without_a_name_and_the_first_goes_on_with_the_new_tokens()
{
    let scene = connected(CALENDAR, "zoe").await;
    let before = stored(&scene, "zoom");
    let refused = scene.connect(STRANGER, "zoom", "zoe").await.expect(409, "account_in_use");
    let detail = refused.json()["detail"].as_str().unwrap().to_owned();
    assert!(detail.contains("remove this app at Zoom"), "{detail}");
    assert!(detail.contains("wait a few minutes"), "{detail}");
    assert!(!detail.contains("Baobab"), "{detail}");
    assert!(works(&scene, OURS).await && is_active(&scene, MARIAM).await);
    assert!(!works(&scene, THEIRS).await);
    let after = stored(&scene, "zoom");
    assert_ne!(before["sealed_tokens"], after["sealed_tokens"]);
    for kept in ["connected_at", "user_id", "account"] {
        assert_eq!(before[kept], after[kept], "{kept}");
    }
    create(&scene, CALENDAR, at_zoom()).await.ok();
    // And it is renewed with them.
    scene.advance("2h");
    sweep(&scene).await;
    assert!(works(&scene, OURS).await);
    assert_eq!(super::wire(&scene).count("POST", "/oauth/revoke"), 0, "nothing is revoked");
}

#[tokio::test]
async fn f45_a_consent_that_is_refused_otherwise_still_gives_the_standing_connection_its_tokens() {
    for user in [MARIAM, STRANGER] {
        let scene = connected(CALENDAR, "zoe").await;
        turn(&scene, "zoe", json!({"withheld_scopes": ["meeting:write:meeting"]})).await;
        let code = if user == MARIAM { (400, "missing_scope") } else { (409, "account_in_use") };
        scene.connect(user, "zoom", "zoe").await.expect(code.0, code.1);
        assert!(works(&scene, OURS).await && is_active(&scene, MARIAM).await, "{user}");
        assert!(!stored(&scene, "zoom")["scopes"].to_string().contains("write"), "{user}");
        turn(&scene, "zoe", json!({"withheld_scopes": []})).await;
        scene.connect(MARIAM, "zoom", "zoe").await.ok();
        create(&scene, CALENDAR, at_zoom()).await.ok();
    }
}

#[tokio::test]
async fn f45_an_account_that_may_not_replace_the_connected_one_keeps_whoever_holds_it_alive() {
    let scene = connected(CALENDAR, "zoe").await;
    scene.connect(STRANGER, "zoom", "basile").await.ok();
    scene.connect(MARIAM, "zoom", "basile").await.expect(409, "account_in_use");
    assert!(works(&scene, OURS).await && works(&scene, THEIRS).await);
    // A free one is given back.
    turn(&scene, "nour", json!({"approval_needed": false})).await;
    scene.connect(MARIAM, "zoom", "nour").await.expect(409, "account_mismatch");
    assert_eq!(super::wire(&scene).count("POST", "/oauth/revoke"), 1);
    assert!(works(&scene, OURS).await && works(&scene, THEIRS).await);
}

#[tokio::test]
async fn f45_an_ended_holder_gives_the_account_up_and_is_never_revived() {
    let scene = connected(CALENDAR, "zoe").await;
    let url = format!("{}/_accounts/zoe/revoke", scene.world.origins[Zoom]);
    scene.send(http::Request::post(url).body(Vec::new()).unwrap()).await;
    scene.advance("2h");
    sweep(&scene).await;
    assert_eq!(scene.status(MARIAM).await["zoom"]["state"], "needs_reauthorization");
    scene.connect(STRANGER, "zoom", "zoe").await.ok();
    assert!(works(&scene, THEIRS).await && !works(&scene, OURS).await);
    assert_eq!(scene.status(MARIAM).await["zoom"]["state"], "needs_reauthorization");
    assert_eq!(holders(&scene).len(), 1);
    assert_eq!(holders(&scene)[0]["company_id"]["N"], "2");
    // Now it is the first that comes second.
    scene.connect(MARIAM, "zoom", "zoe").await.expect(409, "account_in_use");
    assert!(works(&scene, THEIRS).await);
    let listed = scene.dump().matches("ELSEWHERE#ACCOUNT#").count();
    assert_eq!(listed, 1, "the former company lists it no longer");
}

#[tokio::test]
async fn f45_disconnecting_frees_the_account_and_so_does_another_one_in_its_place() {
    let scene = connected(CALENDAR, "zoe").await;
    scene.disconnect(MARIAM, "zoom").await.ok();
    assert_eq!(holders(&scene), Vec::<Value>::new());
    scene.connect(STRANGER, "zoom", "zoe").await.ok();
    scene.connect(MARIAM, "zoom", "basile").await.ok();
    assert_eq!(holders(&scene).len(), 2);
    let replacing = |event: &mut Value| {
        crate::scene::at_provider(event, "zoom");
        event["rawQueryString"] = "replace=true".into();
    };
    turn(&scene, "nour", json!({"approval_needed": false})).await;
    let begun = scene.call("auth-url", MARIAM, replacing).await.ok();
    let back = scene.decide(begun["authorization_url"].as_str().unwrap(), "nour", "allow").await;
    scene.complete(MARIAM, "zoom", &back).await.ok();
    assert_eq!(holders(&scene).len(), 2, "nour for basile");
    scene.disconnect(STRANGER, "zoom").await.ok();
    scene.connect(STRANGER, "zoom", "basile").await.ok();
}

#[tokio::test]
async fn f45_within_a_company_one_connection_holds_a_user() {
    let scene = connected(CALENDAR, "zoe").await;
    let own = connect_for(&scene, (MARIAM, "me"), Zoom, "zoe").await;
    own.expect(409, "account_in_use");
    assert!(works(&scene, OURS).await && !works(&scene, HERS).await);
    // Another user may stand beside it.
    connect_for(&scene, (MARIAM, "me"), Zoom, "basile").await.ok();
    assert!(works(&scene, OURS).await && works(&scene, HERS).await);
}

#[tokio::test]
async fn f45_two_companies_that_consent_at_once_leave_one_holder() {
    let scene = Scene::new().await;
    let begun = [scene.begin(MARIAM, "zoom").await.0, scene.begin(STRANGER, "zoom").await.0];
    let back = [
        scene.decide(&begun[0], "zoe", "allow").await,
        scene.decide(&begun[1], "zoe", "allow").await,
    ];
    let (one, two) = futures::join!(
        scene.complete(MARIAM, "zoom", &back[0]),
        scene.complete(STRANGER, "zoom", &back[1])
    );
    let statuses = [one.status.as_u16(), two.status.as_u16()];
    assert!(statuses.contains(&200), "{statuses:?}");
    assert_eq!(holders(&scene).len(), 1);
}

#[tokio::test]
async fn f45_an_account_that_zoom_does_not_name_at_once_is_asked_for_again_before_its_tokens_are_lost()
 {
    for fault in [Fault::respond(StatusCode::INTERNAL_SERVER_ERROR, json!({})), Fault::drop_after()]
    {
        let scene = connected(CALENDAR, "zoe").await;
        wire(&scene).inject(fault.on("GET", "/v2/users/me").times(2));
        scene.connect(STRANGER, "zoom", "zoe").await.expect(409, "account_in_use");
        assert!(works(&scene, OURS).await && is_active(&scene, MARIAM).await);
    }
}
