//! The ATS over HTTP.

use axum::body::Body;
use http::{Request, StatusCode};
use http_body_util::BodyExt;
use jiff::SignedDuration;
use serde_json::{Value, json};
use tower::ServiceExt;

use super::*;
use simulator_kit::clock::MovableClock;

const AWA: i64 = 1;
const CLAIRE: i64 = 3;
const WITHOUT_COMPANY: i64 = 5;
const WITHOUT_PROFILE: i64 = 6;
const CANDIDATE: i64 = 7;
const FRONTEND: &str = "http://localhost:3000";

fn ats() -> (Ats, MovableClock) {
    let clock = MovableClock::fixed("2026-03-01T14:00:00Z".parse().unwrap());
    (Ats::new(clock.clone(), "nextauth-secret".into(), Readiness::Ready), clock)
}

async fn send(ats: &Ats, request: Request<Body>) -> (u16, Value) {
    let response = ats.router(&[FRONTEND.to_owned()]).oneshot(request).await.unwrap();
    let status = response.status().as_u16();
    let body = response.into_body().collect().await.unwrap().to_bytes();
    (status, serde_json::from_slice(&body).unwrap_or(Value::Null))
}

async fn get_with(ats: &Ats, token: &str, path: &str) -> (u16, Value) {
    let request = Request::get(path).header("authorization", format!("Bearer {token}"));
    send(ats, request.body(Body::empty()).unwrap()).await
}

async fn get_as(ats: &Ats, user: i64, path: &str) -> (u16, Value) {
    get_with(ats, &ats.token(user).unwrap(), path).await
}

fn detail(text: &str) -> Value {
    json!({ "detail": text })
}

#[tokio::test]
async fn an_employer_has_a_profile_in_a_company() {
    let (status, profile) = get_as(&ats().0, AWA, "/api/employers/me").await;
    assert_eq!(status, 200);
    insta::assert_json_snapshot!(profile, @r#"
    {
      "can_create_jobs": true,
      "can_manage_candidates": true,
      "company_id": 1,
      "company_name": "Baobab Numérique",
      "department": null,
      "id": 11,
      "is_admin": true,
      "phone": null,
      "position": "Directrice des ressources humaines",
      "user_id": 1
    }
    "#);
}

#[tokio::test]
async fn the_company_may_be_missing_and_so_may_the_profile_b3() {
    let (ats, _) = ats();
    let (status, profile) = get_as(&ats, WITHOUT_COMPANY, "/api/employers/me").await;
    assert_eq!((status, &profile["company_id"]), (200, &Value::Null));
    for user in [WITHOUT_PROFILE, CANDIDATE] {
        let outcome = get_as(&ats, user, "/api/employers/me").await;
        assert_eq!(outcome, (404, detail("Employer profile not found")));
    }
}

#[tokio::test]
async fn a_bad_or_missing_token_is_unauthorized() {
    let (ats, clock) = ats();
    let anonymous = Request::get("/api/employers/me").body(Body::empty()).unwrap();
    assert_eq!(send(&ats, anonymous).await, (401, detail("Authentication required")));
    let outcome = get_with(&ats, "x.y.z", "/api/employers/me").await;
    assert_eq!(outcome.0, 401, "{outcome:?}");
    let token = ats.token(AWA).unwrap();
    clock.advance(SignedDuration::from_hours(24));
    assert_eq!(get_with(&ats, &token, "/api/employers/me").await, (401, detail("Token expired")));
}

#[tokio::test]
async fn a_deactivated_user_is_refused_though_the_token_is_good() {
    let (ats, _) = ats();
    assert!(ats.deactivate(AWA));
    let outcome = get_as(&ats, AWA, "/api/employers/me").await;
    assert_eq!(outcome, (403, detail("User account is inactive")));
}

#[tokio::test]
async fn a_user_moves_to_another_company_at_once() {
    let (ats, _) = ats();
    assert!(ats.move_user(AWA, Some(2)));
    assert_eq!(get_as(&ats, AWA, "/api/employers/me").await.1["company_id"], 2);
    assert!(ats.move_user(AWA, None));
    assert_eq!(get_as(&ats, AWA, "/api/employers/me").await.1["company_id"], Value::Null);
    assert!(!ats.move_user(WITHOUT_PROFILE, Some(2)));
}

#[tokio::test]
async fn a_job_says_whose_it_is_and_what_a_post_needs() {
    let (status, job) = get_as(&ats().0, AWA, "/api/jobs/1").await;
    assert_eq!(status, 200);
    insta::assert_json_snapshot!(job, @r#"
    {
      "applications_count": 2,
      "benefits": "Assurance santé, deux mois de congé parental.",
      "company_id": 1,
      "company_name": "Baobab Numérique",
      "country": "CI",
      "created_at": "2025-12-01T14:00:00Z",
      "currency": "XOF",
      "description": "Rejoignez l’équipe qui connecte les coopératives agricoles à leurs acheteurs 🌍\n\nVous concevez nos API (Rust) et notre application web (Next.js), de l’idée à la mise en production. Télétravail possible deux jours par semaine, à Cocody le reste du temps.",
      "employer_id": 11,
      "employment_type": "full_time",
      "id": 1,
      "image_url": null,
      "job_type": "full_time",
      "language": "fr",
      "location": "Abidjan, Côte d’Ivoire",
      "location_type": "hybrid",
      "posted_at": "2026-02-28T14:00:00Z",
      "requirements": "Trois ans d’expérience, dont un en Rust ou en Go.",
      "responsibilities": null,
      "salary_max": 1400000,
      "salary_min": 900000,
      "salary_period": "month",
      "skills": [
        "Rust",
        "TypeScript",
        "PostgreSQL"
      ],
      "status": "published",
      "title": "Développeur·se Full Stack (H/F)",
      "views_count": 0
    }
    "#);
}

#[tokio::test]
async fn a_published_job_is_public_and_a_draft_is_its_company_s() {
    let (ats, _) = ats();
    let anonymous = Request::get("/api/jobs/8").body(Body::empty()).unwrap();
    assert_eq!(send(&ats, anonymous).await.1["company_id"], 2);
    assert_eq!(get_as(&ats, AWA, "/api/jobs/3").await.1["status"], "draft");
    for user in [CLAIRE, WITHOUT_COMPANY, CANDIDATE] {
        assert_eq!(get_as(&ats, user, "/api/jobs/3").await, (404, detail("Job not found")));
    }
}

#[tokio::test]
async fn a_job_can_be_altered_and_added() {
    let (ats, _) = ats();
    let job = ats.job(1).unwrap();
    ats.put_job(Job { title: "Autre titre".to_owned(), ..job.clone() });
    ats.put_job(Job { id: 99, ..job });
    assert_eq!(get_as(&ats, AWA, "/api/jobs/1").await.1["title"], "Autre titre");
    assert_eq!(get_as(&ats, AWA, "/api/jobs/99").await.1["id"], 99);
}

#[tokio::test]
async fn an_application_exists_for_its_own_company_only_s21() {
    let (ats, _) = ats();
    let (status, application) = get_as(&ats, CLAIRE, "/api/applications/5").await;
    assert_eq!(status, 200);
    insta::assert_json_snapshot!(application, @r#"
    {
      "applied_at": "2026-02-28T14:00:00Z",
      "candidate_email": "camille.dupre+cv@courrier.example",
      "candidate_id": 2,
      "candidate_name": "Camille O’Brien-Dupré",
      "company_id": 2,
      "id": 5,
      "job_id": 8,
      "job_title": "Chef·fe de projet digital",
      "status": "shortlisted"
    }
    "#);
    for (user, path) in [
        (AWA, "/api/applications/5"),
        (WITHOUT_COMPANY, "/api/applications/5"),
        (AWA, "/api/applications/999"),
    ] {
        assert_eq!(get_as(&ats, user, path).await, (404, detail("Application not found")));
    }
    assert_eq!(get_as(&ats, CANDIDATE, "/api/applications/1").await.0, 403);
}

#[tokio::test]
async fn lists_hold_what_their_reader_may_see() {
    let (ats, _) = ats();
    let (_, jobs) = get_as(&ats, AWA, "/api/jobs?limit=100").await;
    let jobs = jobs["jobs"].as_array().unwrap().clone();
    assert!(jobs.iter().all(|job| job["status"] == "published"));
    assert!(jobs.iter().any(|job| job["company_id"] == 2));
    let (_, ours) = get_as(&ats, AWA, "/api/jobs/my-jobs?limit=100").await;
    let ours = ours["jobs"].as_array().unwrap().clone();
    assert!(ours.iter().all(|job| job["company_id"] == 1));
    assert!(ours.iter().any(|job| job["status"] == "draft"));
    let (_, applications) = get_as(&ats, CLAIRE, "/api/applications").await;
    assert_eq!(
        (&applications["total"], &applications["applications"][0]["id"]),
        (&json!(2), &json!(6))
    );
}

#[tokio::test]
async fn signing_in_gives_a_token_for_a_known_user() {
    let (ats, _) = ats();
    let sign_in =
        |body: &'static str| Request::post("/api/auth/token").body(Body::from(body)).unwrap();
    let (status, session) = send(&ats, sign_in(r#"{"user_id":1}"#)).await;
    assert_eq!(
        (status, &session["token_type"], &session["user"]["role"]),
        (200, &json!("bearer"), &json!("employer"))
    );
    let token = session["access_token"].as_str().unwrap();
    assert_eq!(get_with(&ats, token, "/api/employers/me").await.1["user_id"], 1);
    assert_eq!(send(&ats, sign_in(r#"{"user_id":99}"#)).await, (404, detail("User not found")));
    let (status, refusal) = send(&ats, sign_in("{}")).await;
    assert_eq!((status, &refusal["detail"][0]["loc"]), (422, &json!(["body", "user_id"])));
}

#[tokio::test]
async fn everyone_one_can_sign_in_as_is_listed() {
    let request = Request::get("/api/auth/people").body(Body::empty()).unwrap();
    let (_, people) = send(&ats().0, request).await;
    assert_eq!(people.as_array().unwrap().len(), 9);
    assert_eq!(people[0]["company_name"], "Baobab Numérique");
    assert_eq!(
        (&people[5]["has_profile"], &people[4]["has_profile"]),
        (&json!(false), &json!(true))
    );
}

#[tokio::test]
async fn refusals_have_fastapi_s_shapes() {
    let (ats, _) = ats();
    let (status, refusal) = get_as(&ats, AWA, "/api/jobs/abc").await;
    assert_eq!((status, &refusal["detail"][0]["type"]), (422, &json!("int_parsing")));
    let delete = Request::delete("/api/jobs/1").body(Body::empty()).unwrap();
    assert_eq!(send(&ats, delete).await, (405, detail("Method Not Allowed")));
}

#[tokio::test]
async fn the_frontend_s_pages_may_call_and_others_may_not() {
    let (ats, _) = ats();
    for (origin, status, allowed) in [(FRONTEND, 200, true), ("https://evil.example", 400, false)] {
        let preflight = Request::options("/api/jobs/1")
            .header("origin", origin)
            .header("access-control-request-method", "GET")
            .header("access-control-request-headers", "authorization");
        let router = ats.router(&[FRONTEND.to_owned()]);
        let response = router.oneshot(preflight.body(Body::empty()).unwrap()).await.unwrap();
        assert_eq!(response.status().as_u16(), status);
        assert_eq!(response.headers().contains_key("access-control-allow-origin"), allowed);
    }
}

#[tokio::test]
async fn a_fallback_serves_what_the_ats_does_not_and_keeps_its_own_cors() {
    let fallback = Router::new().fallback(|| async { StatusCode::IM_A_TEAPOT });
    let router = ats().0.router(&[FRONTEND.to_owned()]).fallback_service(fallback);
    let request = Request::options("/api/integrations/status")
        .header("origin", FRONTEND)
        .header("access-control-request-method", "GET");
    let response = router.oneshot(request.body(Body::empty()).unwrap()).await.unwrap();
    assert_eq!(response.status(), StatusCode::IM_A_TEAPOT);
    assert!(!response.headers().contains_key("access-control-allow-origin"));
}

/// The fields the functions rely on, as `docs/ats-openapi.yaml` requires them.
fn required_fields(schema: &str) -> Vec<String> {
    let document = include_str!("../../../docs/ats-openapi.yaml");
    let document: Value = serde_yaml_ng::from_str(document).unwrap();
    serde_json::from_value(document["components"]["schemas"][schema]["required"].clone()).unwrap()
}

#[tokio::test]
async fn the_ats_answers_what_its_owner_is_asked_for() {
    let (ats, _) = ats();
    for (schema, path) in [
        ("Employer", "/api/employers/me"),
        ("Job", "/api/jobs/1"),
        ("Application", "/api/applications/1"),
    ] {
        let (_, answer) = get_as(&ats, AWA, path).await;
        for field in required_fields(schema) {
            assert!(answer.get(&field).is_some(), "{schema}.{field}");
        }
    }
}
