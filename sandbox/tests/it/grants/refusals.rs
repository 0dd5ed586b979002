//! What an API's 401 means: only documented words end a connection (F33).

use futures::future::join;
use http::{HeaderValue, StatusCode, header};
use serde_json::{Value, json};
use shared::model::provider::Provider::{self, OutlookCalendar};
use simulator_kit::wire::{Control, Fault};

use crate::calendars::wire;
use crate::interviews::{CALENDARS, create, delete, scheduled, search, update};
use crate::posts::LAGUNE;
use crate::scene::{MARIAM, Scene};
use crate::upkeep::{partner, publish, refreshes, stored, turn};

/// Refusals that say nothing of the grant.
fn unexplained() -> [Value; 4] {
    [json!(""), json!("<html>401</html>"), json!({"message": "Unauthorized"}), json!({"code": "X"})]
}

fn refuse(body: &Value) -> Fault {
    Fault::respond(StatusCode::UNAUTHORIZED, body.clone()).times(1000)
}

/// A connection to LinkedIn, an hour old, with a post whose figures can be asked for.
async fn posted(knobs: Value) -> (Scene, String) {
    let scene = partner(knobs).await;
    let post = scene.posted(json!({"job_id": 1, "organization_id": LAGUNE})).await;
    scene.advance("1h");
    (scene, post)
}

/// Every use of LinkedIn, none of which may end the connection.
async fn use_linkedin(scene: &Scene, post: &str) {
    scene.posts(MARIAM).await;
    scene.snapshot().await;
    scene.at_post("post-statistics", MARIAM, post).await.expect(502, "provider_unavailable");
    scene.call("organizations", MARIAM, |_| ()).await.expect(502, "provider_unavailable");
    publish(scene, "refused").await.expect(502, "provider_unavailable");
    scene.at_post("delete-post", MARIAM, post).await.expect(502, "provider_unavailable");
}

#[tokio::test]
async fn f33_a_401_that_nobody_documented_ends_nothing() {
    for renews in [false, true] {
        for body in unexplained() {
            let (scene, post) = posted(json!({"partner_refresh_tokens": renews})).await;
            scene.world.controls[Provider::LinkedIn].inject(refuse(&body).on("GET", "/rest/*"));
            scene.world.controls[Provider::LinkedIn].inject(refuse(&body).on("POST", "/rest/*"));
            scene.world.controls[Provider::LinkedIn].inject(refuse(&body).on("DELETE", "/rest/*"));
            use_linkedin(&scene, &post).await;
            assert_eq!(stored(&scene, "linkedin")["state"], "active", "{renews} {body}");
            scene.world.controls[Provider::LinkedIn].clear();
            publish(&scene, "accepted").await.ok();
            let asked = refreshes(&scene);
            assert!(asked <= 1, "one renewal proves the grant, not one for each call: {asked}");
        }
    }
}

#[tokio::test]
async fn f22_each_documented_word_ends_a_grant_that_nothing_renews() {
    for body in [
        json!({"code": "INVALID_ACCESS_TOKEN"}),
        json!({"serviceErrorCode": 65601}),
        json!({"code": "EXPIRED_ACCESS_TOKEN", "serviceErrorCode": 65602}),
    ] {
        let (scene, _) = posted(json!({"partner_refresh_tokens": false})).await;
        scene.world.controls[Provider::LinkedIn].inject(refuse(&body).on("POST", "/rest/posts"));
        publish(&scene, "refused").await.expect(409, "reauthorization_required");
        assert_eq!(stored(&scene, "linkedin")["state"], "needs_reauthorization", "{body}");
    }
}

#[tokio::test]
async fn f33_a_token_that_was_renewed_a_moment_ago_is_not_dead_whatever_linkedin_calls_it() {
    let (scene, _) = posted(json!({})).await;
    let revoked = json!({"code": "REVOKED_ACCESS_TOKEN", "serviceErrorCode": 65601});
    scene.world.controls[Provider::LinkedIn].inject(refuse(&revoked).on("POST", "/rest/posts"));
    let refused = publish(&scene, "refused");
    let (answer, ()) = join(refused, async {
        // The post of before, the refused one, and that with the renewed token.
        while scene.posts_sent() < 3 {
            tokio::task::yield_now().await;
        }
        // So that it has not to wait for long: the request's time is over.
        scene.advance("3m");
    })
    .await;
    answer.expect(502, "provider_unavailable");
    assert_eq!(refreshes(&scene), 1);
    assert_eq!(stored(&scene, "linkedin")["state"], "active");
}

/// LinkedIn learns of a new token five seconds late; a post in that time waits for it.
async fn settles(scene: &Scene) {
    turn(scene, json!({"token_settling_seconds": 5})).await;
    let sent = scene.posts_sent();
    let (answer, ()) = join(publish(scene, "early"), async {
        while scene.posts_sent() == sent {
            tokio::task::yield_now().await;
        }
        scene.advance("6s");
    })
    .await;
    answer.ok();
    assert_eq!(stored(scene, "linkedin")["state"], "active");
}

#[tokio::test]
async fn a_young_token_is_waited_for_after_connecting_and_after_a_renewal() {
    let connected = partner(json!({"partner_refresh_tokens": false})).await;
    settles(&connected).await;
    let renewed = partner(json!({})).await;
    renewed.advance("61 days");
    settles(&renewed).await;
    assert_eq!(refreshes(&renewed), 1);
}

#[tokio::test]
async fn a_picture_s_upload_that_is_refused_ends_nothing_and_the_post_is_made() {
    for body in [json!(""), json!({"code": "REVOKED_ACCESS_TOKEN", "serviceErrorCode": 65601})] {
        let (scene, _) = posted(json!({"partner_refresh_tokens": false})).await;
        scene.world.controls[Provider::LinkedIn].inject(refuse(&body).on("PUT", "/dms-uploads*"));
        let answer = scene.publish(MARIAM, json!({"job_id": 7})).await.ok();
        assert_eq!(answer["warnings"][0]["code"], "picture_left_out", "{answer}");
        assert_eq!(stored(&scene, "linkedin")["state"], "active", "{body}");
    }
}

/// Refuses every call of the calendar's API, as `fault` does.
fn refuse_api(wire: &Control, fault: &Fault) {
    for method in ["GET", "POST", "PATCH", "DELETE"] {
        for path in ["/calendar/v3/*", "/v1.0/*"] {
            wire.inject(fault.clone().on(method, path));
        }
    }
}

async fn use_calendar(scene: &Scene, provider: Provider, id: &str) -> Vec<(u16, String)> {
    let asked = (MARIAM, provider);
    let answers = [
        create(scene, provider, json!({"title": "Autre"})).await,
        update(scene, asked, id, json!({"title": "Autre"})).await,
        search(scene, asked, json!({})).await,
        delete(scene, asked, id).await,
    ];
    answers.iter().map(|answer| (answer.status.as_u16(), answer.code())).collect()
}

#[tokio::test]
async fn f33_two_401s_of_a_calendar_with_a_renewal_between_them_end_nothing() {
    for provider in CALENDARS {
        for body in unexplained() {
            let (scene, id) = scheduled(provider).await;
            scene.advance("10m");
            let before = stored(&scene, provider.key())["expires_at"].clone();
            refuse_api(wire(&scene, provider), &refuse(&body));
            let told = use_calendar(&scene, provider, &id).await;
            assert!(told.iter().all(|(status, _)| *status == 502), "{provider} {body}: {told:?}");
            let connection = stored(&scene, provider.key());
            assert_eq!(connection["state"], "active", "{provider} {body}");
            assert_ne!(connection["expires_at"], before, "it was renewed");
            wire(&scene, provider).clear();
            delete(&scene, (MARIAM, provider), &id).await.ok();
        }
    }
}

#[tokio::test]
async fn a_claims_challenge_that_a_renewal_does_not_answer_asks_for_the_person() {
    let (scene, id) = scheduled(OutlookCalendar).await;
    scene.advance("10m");
    let challenge = "Bearer realm=\"\", error=\"insufficient_claims\", claims=\"e30=\"";
    let fault = refuse(&json!({"error": {"code": "InvalidAuthenticationToken"}}))
        .header(header::WWW_AUTHENTICATE, HeaderValue::from_static(challenge));
    refuse_api(wire(&scene, OutlookCalendar), &fault);
    let answer = delete(&scene, (MARIAM, OutlookCalendar), &id).await;
    answer.expect(409, "reauthorization_required");
    let connection = stored(&scene, "outlook_calendar");
    assert_eq!(connection["state"], "needs_reauthorization");
    assert_eq!(connection["reason"], "interaction");
}
