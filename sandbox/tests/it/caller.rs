//! Who may call: the same for all five endpoints (B2, B3, S18, S19, S20, F27).

use data_encoding::BASE64URL_NOPAD;
use http::{StatusCode, header};
use jsonwebtoken::{Algorithm, EncodingKey, Header, encode};
use sandbox::world::environment::{CALLER_SECRET, JWT_SECRET};
use serde_json::{Value, json};
use shared::model::provider::Provider;
use simulator_kit::wire::Fault;

use crate::scene::{ADMIN, CANDIDATE, MARIAM, Scene, WITHOUT_COMPANY, WITHOUT_PROFILE};

const FUNCTIONS: [&str; 5] = ["auth-url", "callback", "publish-job", "status", "disconnect"];

fn claims(scene: &Scene, change: Value) -> Value {
    let now = scene.world.clock.now().as_second();
    let mut claims = json!({
        "sub": "1", "email": "awa.kone@baobab.example", "role": "employer", "type": "access",
        "iat": now, "exp": now + 86_400,
    });
    claims.as_object_mut().unwrap().extend(change.as_object().unwrap().clone());
    claims.as_object_mut().unwrap().retain(|_, value| !value.is_null());
    claims
}

fn signed(algorithm: Algorithm, secret: &str, claims: &Value) -> String {
    let key = EncodingKey::from_secret(secret.as_bytes());
    encode(&Header::new(algorithm), claims, &key).unwrap()
}

/// `claims` under a header that names `algorithm`, with `signature`.
fn under(algorithm: &str, claims: &Value, signature: &str) -> String {
    let header = json!({"alg": algorithm, "typ": "JWT"}).to_string();
    let [header, claims] =
        [header, claims.to_string()].map(|part| BASE64URL_NOPAD.encode(part.as_bytes()));
    format!("{header}.{claims}.{signature}")
}

fn forged(scene: &Scene) -> Vec<String> {
    let now = scene.world.clock.now().as_second();
    let good = claims(scene, json!({}));
    let genuine = signed(Algorithm::HS256, JWT_SECRET, &good);
    let signature = genuine.rsplit('.').next().unwrap();
    let mut tokens = vec![
        String::new(),
        "x".to_owned(),
        "a.b.c".to_owned(),
        under("none", &good, ""),
        under("RS256", &good, signature),
        under("HS256", &claims(scene, json!({"sub": "3"})), signature),
        signed(Algorithm::HS512, JWT_SECRET, &good),
        signed(Algorithm::HS256, "another-secret", &good),
    ];
    let changes = [
        json!({"exp": null}),
        json!({"exp": now - 61}),
        json!({"iat": now + 3600}),
        json!({"type": "refresh"}),
        json!({"sub": 1}),
        json!({"sub": "one"}),
        json!({"sub": null}),
        json!({"sub": "+1"}),
        json!({"sub": "01"}),
        json!({"sub": " 1"}),
        json!({"sub": "1.0"}),
        json!({"sub": "1e0"}),
        json!({"sub": "0"}),
        json!({"sub": "-1"}),
        json!({"sub": "9223372036854775808"}),
        json!({"sub": ["1"]}),
        json!({"role": null}),
        json!({"role": ["employer"]}),
        json!({"type": null}),
        json!({"type": true}),
        json!({"type": ["access"]}),
        json!({"type": "Access"}),
        json!({"nbf": now + 3600}),
        json!({"nbf": "soon"}),
        json!({"nbf": -1}),
        json!({"iat": 1.5}),
        json!({"iat": now.to_string()}),
        json!({"iat": null}),
        json!({"exp": 1e300}),
        json!({"exp": i64::MAX}),
        json!({"exp": (now + 60).to_string()}),
    ];
    tokens
        .extend(changes.map(|change| signed(Algorithm::HS256, JWT_SECRET, &claims(scene, change))));
    // The same claims in the order they are read, as an array.
    let listed = json!(["1", "employer", "access", now, now + 60, null]);
    tokens.push(signed(Algorithm::HS256, JWT_SECRET, &listed));
    tokens
}

#[tokio::test]
async fn s18_no_endpoint_takes_a_token_the_ats_would_not_sign_and_all_say_the_same() {
    let scene = Scene::new().await;
    let good = signed(Algorithm::HS256, JWT_SECRET, &claims(&scene, json!({})));
    let with = |token: String| {
        move |event: &mut Value| {
            event["headers"]["authorization"] = format!("Bearer {token}").into()
        }
    };
    scene.call("status", MARIAM, with(good)).await.ok();
    scene.forget();
    for function in FUNCTIONS {
        for token in forged(&scene) {
            let answer = scene.call(function, MARIAM, with(token)).await;
            let answer = answer.expect(401, "unauthenticated");
            let detail = "Your session is missing or has expired. Sign in again.";
            assert_eq!(answer.json()["detail"], detail);
        }
    }
    assert_eq!(scene.outside_calls(), 0);
}

/// Whether a token under `secret` is taken for Mariam's, so that the ATS is asked for her company.
async fn is_accepted(scene: &Scene, secret: &str) -> bool {
    let token = signed(Algorithm::HS256, secret, &claims(scene, json!({})));
    scene.forget();
    let bearer = format!("Bearer {token}");
    scene.call("status", MARIAM, |event| event["headers"]["authorization"] = bearer.into()).await;
    scene.world.controls.api.count("GET", "/api/employers/me") == 1
}

#[tokio::test]
async fn during_a_rotation_of_the_jwt_secret_both_are_accepted_and_afterwards_the_new_one_only() {
    let scene = Scene::new().await;
    scene.status(MARIAM).await;
    scene.change_secret(
        CALLER_SECRET,
        json!({"JWT_SECRET": "new", "JWT_SECRET_PREVIOUS": JWT_SECRET}),
    );
    scene.advance("5m");
    assert!(is_accepted(&scene, JWT_SECRET).await && is_accepted(&scene, "new").await);
    // Emptied is as good as removed: nobody can sign with nothing.
    scene.change_secret(CALLER_SECRET, json!({"JWT_SECRET": "new", "JWT_SECRET_PREVIOUS": ""}));
    scene.advance("5m");
    assert!(is_accepted(&scene, "new").await);
    assert!(!is_accepted(&scene, JWT_SECRET).await && !is_accepted(&scene, "").await);
}

#[tokio::test]
async fn the_secret_is_read_every_five_minutes_and_an_outage_leaves_the_known_one() {
    let scene = Scene::new().await;
    let reads = || scene.world.controls.kms_and_secrets.count_target("GetSecretValue");
    scene.status(MARIAM).await;
    scene.advance("4m");
    scene.status(MARIAM).await;
    assert_eq!(reads(), 0, "it was read before the first request");
    scene.advance("1m");
    let denied =
        Fault::respond(StatusCode::BAD_REQUEST, json!({"__type": "AccessDeniedException"}));
    scene.world.controls.kms_and_secrets.inject(denied.on_target("GetSecretValue"));
    scene.status(MARIAM).await;
    scene.status(MARIAM).await;
    assert_eq!(reads(), 2, "the second one succeeded");
    scene.status(MARIAM).await;
    assert_eq!(reads(), 2);
}

#[tokio::test]
async fn b3_without_a_token_only_the_browser_s_visit_to_the_callback_is_served() {
    let scene = Scene::new().await;
    for function in FUNCTIONS.into_iter().filter(|function| *function != "callback") {
        let without = |event: &mut Value| {
            event["headers"].as_object_mut().unwrap().remove("authorization");
        };
        scene.call(function, MARIAM, without).await.expect(401, "unauthenticated");
        let basic = |event: &mut Value| event["headers"]["authorization"] = "Basic YTpi".into();
        scene.call(function, MARIAM, basic).await.expect(401, "unauthenticated");
    }
}

#[tokio::test]
async fn s19_candidates_and_administrators_are_refused_everywhere_and_nothing_is_called() {
    let scene = Scene::new().await;
    scene.status(MARIAM).await;
    scene.forget();
    for function in FUNCTIONS {
        for user in [CANDIDATE, ADMIN] {
            scene.call(function, user, |_| ()).await.expect(403, "employer_required");
        }
    }
    assert_eq!(scene.outside_calls(), 0);
}

#[tokio::test]
async fn b3_an_employer_needs_a_profile_everywhere_and_a_company_but_for_the_status() {
    let scene = Scene::new().await;
    for function in FUNCTIONS {
        scene.call(function, WITHOUT_PROFILE, |_| ()).await.expect(404, "profile_not_found");
        let answer = scene.call(function, WITHOUT_COMPANY, |_| ()).await;
        if function == "status" {
            let entries = answer.ok();
            assert!(
                entries.as_object().unwrap().values().all(|entry| entry["is_connected"] == false)
            );
        } else {
            answer.expect(400, "company_required");
        }
    }
    assert_eq!(scene.dump(), "[]");
}

#[tokio::test]
async fn s20_f27_whatever_the_ats_does_nobody_gets_in_and_nothing_is_written_or_sent() {
    let scene = Scene::new().await;
    let elsewhere = format!("{}/stolen", scene.world.origins[Provider::LinkedIn]);
    let unavailable = [
        Fault::respond(StatusCode::INTERNAL_SERVER_ERROR, json!({"detail": "Traceback"})),
        Fault::respond(StatusCode::OK, "<html>".into()),
        Fault::respond(StatusCode::FOUND, Value::Null)
            .header(header::LOCATION, elsewhere.parse().unwrap()),
        Fault::drop_before(),
        Fault::drop_after(),
    ];
    for function in FUNCTIONS {
        for fault in unavailable.clone() {
            scene.world.controls.api.inject(fault.on("GET", "/api/employers/me"));
            let answer = scene.call(function, MARIAM, |_| ()).await;
            assert_eq!(answer.headers[header::RETRY_AFTER], "30");
            answer.expect(503, "ats_unavailable");
        }
        let wrong = Fault::respond(StatusCode::OK, json!({"company_id": "1"}));
        scene.world.controls.api.inject(wrong.on("GET", "/api/employers/me"));
        scene.call(function, MARIAM, |_| ()).await.expect(502, "ats_incomplete");
    }
    assert_eq!(scene.dump(), "[]");
    assert_eq!(scene.world.controls[Provider::LinkedIn].requests(), []);
}

#[tokio::test]
async fn s20_the_company_is_asked_anew_for_every_request() {
    let scene = Scene::new().await;
    scene.connect(MARIAM, "linkedin", "kofi").await.ok();
    assert!(scene.world.ats.move_user(MARIAM, Some(2)));
    assert_eq!(scene.status(MARIAM).await["linkedin"]["is_connected"], false);
    scene.publish(MARIAM, json!({"job_id": 8})).await.expect(409, "not_connected");
    assert!(scene.world.ats.deactivate(MARIAM));
    scene.call("status", MARIAM, |_| ()).await.expect(403, "employer_required");
}
