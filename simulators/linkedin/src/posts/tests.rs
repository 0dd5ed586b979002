use axum::body::Body;
use http::Request;
use serde_json::{Value, json};

use crate::testing::{Answer, Bench, POSTING, Words};

const PAGE: &str = "urn:li:organization:5515715";

fn post(commentary: &str) -> Value {
    json!({
        "author": PAGE, "commentary": commentary, "visibility": "PUBLIC",
        "distribution": {
            "feedDistribution": "MAIN_FEED", "targetEntities": [], "thirdPartyDistributionChannels": [],
        },
        "lifecycleState": "PUBLISHED", "isReshareDisabledByAuthor": false,
    })
}

fn with(field: &str, value: Value) -> Value {
    let mut body = post("Bonjour");
    body[field] = value;
    body
}

fn line(method: &str, urn: &str) -> String {
    format!("{method} /rest/posts/{}", urn.replace(':', "%3A"))
}

async fn create(bench: &Bench, token: &str, body: Value) -> Answer {
    bench.call(token, "POST /rest/posts", body).await
}

#[tokio::test]
async fn headers_are_checked_before_anything_else() {
    let bench = Bench::new();
    let sent = async |headers: &[(&str, &str)]| {
        let mut request = Request::post("/rest/posts");
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        bench.send(request.body(Body::empty()).unwrap()).await
    };
    let missing = sent(&[]).await;
    missing.refuses(400, "VERSION_MISSING");
    assert!(missing.json().get("status").is_none());
    let sunset = sent(&[("LinkedIn-Version", "202511")]).await;
    sunset.refuses(426, "NONEXISTENT_VERSION");
    assert_eq!(sunset.json()["message"], "Requested version 20251101 is not active");
    let protocol = sent(&[("LinkedIn-Version", "202609")]).await;
    assert!(protocol.status == 400 && protocol.text.contains("protocol version 1.0.0"));
    let headers = [("LinkedIn-Version", "202609"), ("X-Restli-Protocol-Version", "2.0.0")];
    sent(&headers).await.refuses(401, "EMPTY_ACCESS_TOKEN");
    assert!(protocol.headers.contains_key("x-li-uuid"));
}

#[tokio::test]
async fn a_post_is_created_with_its_urn_in_the_header_alone() {
    let bench = Bench::new();
    let token = bench.token("kofi", POSTING).await;
    let first = create(&bench, &token, post(r"Dev Rust \(H/F\) #Abidjan")).await.urn();
    let second = create(&bench, &token, post("Autre")).await.urn();
    assert!(first.starts_with("urn:li:share:") && second.starts_with("urn:li:ugcPost:"));
    let read = bench.call(&token, &line("GET", &first), Value::Null).await.json();
    assert_eq!(read["commentary"], r"Dev Rust \(H/F\) {hashtag|\#|Abidjan}");
    assert_eq!((&read["id"], &read["lifecycleState"]), (&json!(first), &json!("PUBLISHED")));
    assert_eq!(read["createdAt"], 1_795_348_800_000_i64);
}

#[tokio::test]
async fn a_repeat_within_ten_minutes_names_the_earlier_post() {
    // F1, F2: this answer is how a lost create is recovered.
    let bench = Bench::new();
    let token = bench.token("kofi", POSTING).await;
    let urn = create(&bench, &token, post("Bonjour")).await.urn();
    bench.clock.advance(jiff::SignedDuration::from_secs(599));
    let repeat = create(&bench, &token, post("Bonjour")).await;
    repeat.refuses(422, "DUPLICATE_POST");
    assert_eq!(repeat.json()["message"], format!("Content is a duplicate of {urn}"));
    bench.clock.advance(jiff::SignedDuration::from_secs(1));
    create(&bench, &token, post("Bonjour")).await.urn();
}

#[tokio::test]
async fn a_bare_reserved_character_cuts_the_text_or_is_refused() {
    let bench = Bench::new();
    let token = bench.token("kofi", POSTING).await;
    let urn = create(&bench, &token, post("Dev Rust (H/F)")).await.urn();
    let read = bench.call(&token, &line("GET", &urn), Value::Null).await.json();
    assert_eq!(read["commentary"], "Dev Rust ");
    bench.turn("kofi", json!({"reserved_characters": "reject"})).await;
    create(&bench, &token, post("Dev C (H/F)")).await.refuses(400, "INVALID_VALUE_FOR_FIELD");
}

#[tokio::test]
async fn at_most_3000_characters_are_taken_as_sent() {
    let bench = Bench::new();
    let token = bench.token("kofi", POSTING).await;
    create(&bench, &token, post(&"é".repeat(3000))).await.urn();
    create(&bench, &token, post(&"é".repeat(3001))).await.refuses(400, "FIELD_LENGTH_TOO_LONG");
    let escaped = create(&bench, &token, post(&r"\(".repeat(1501))).await;
    escaped.refuses(400, "FIELD_LENGTH_TOO_LONG");
    assert!(escaped.text.contains("3002 characters (1501 without escapes)"));
}

#[tokio::test]
async fn every_field_is_checked() {
    let bench = Bench::new();
    let token = bench.token("kofi", POSTING).await;
    let article = |article| with("content", json!({ "article": article }));
    let mut no_author = post("Bonjour");
    no_author.as_object_mut().unwrap().remove("author");
    for (body, status, code) in [
        (no_author, 400, "MISSING_FIELD"),
        (with("author", json!("urn:li:share:1")), 400, "INVALID_URN_TYPE"),
        (with("author", json!("urn:li:organization:abc")), 400, "INVALID_URN_ID"),
        (with("commentary", json!("  ")), 400, "INVALID_VALUE_BLANK_FIELD"),
        (with("visibility", json!("EVERYONE")), 400, "INVALID_VALUE_FOR_FIELD"),
        (with("visibility", json!("CONNECTIONS")), 400, "INVALID_VALUE_FOR_FIELD"),
        (with("lifecycleState", json!("LIVE")), 400, "INVALID_VALUE_FOR_FIELD"),
        (with("distribution", json!({})), 400, "MISSING_FIELD"),
        (with("isReshareDisabledByAuthor", json!("no")), 400, "INVALID_VALUE_FOR_FIELD"),
        (with("text", json!("Bonjour")), 403, "ACCESS_DENIED"),
        (with("content", json!({})), 400, "INVALID_VALUE_FOR_FIELD"),
        (article(json!({"source": "https://a.example"})), 400, "MISSING_FIELD"),
        (article(json!({"source": "a.example", "title": "T"})), 400, "INVALID_VALUE_FOR_FIELD"),
        (
            article(json!({"source": "https://a.example", "title": " "})),
            400,
            "INVALID_VALUE_BLANK_FIELD",
        ),
        (
            article(
                json!({"source": "https://a.example", "title": "T", "thumbnail": "urn:li:image:no"}),
            ),
            400,
            "INVALID_IMAGE_ID",
        ),
    ] {
        create(&bench, &token, body).await.refuses(status, code);
    }
}

#[tokio::test]
async fn an_article_comes_back_as_it_was_sent() {
    let bench = Bench::new();
    let token = bench.token("kofi", POSTING).await;
    let content = json!({"article": {
        "source": "https://jobs.example.com/o/123", "title": "Dev Rust", "description": "CDI, Abidjan",
    }});
    let urn = create(&bench, &token, with("content", content.clone())).await.urn();
    let read = bench.call(&token, &line("GET", &urn), Value::Null).await.json();
    assert_eq!(read["content"], content);
}

#[tokio::test]
async fn posting_for_a_page_needs_scope_and_role() {
    let bench = Bench::new();
    let organization = "Organization permissions must be used when using organization as author";
    for (account, scope) in [("kofi", "w_member_social"), ("amina", POSTING), ("ines", POSTING)] {
        let token = bench.token(account, scope).await;
        let answer = create(&bench, &token, post("Bonjour")).await;
        assert_eq!(
            (answer.status.as_u16(), &answer.json()["message"]),
            (400, &json!(organization))
        );
    }
    let token = bench.token("kofi", POSTING).await;
    bench.turn("kofi", json!({"role_lost": true})).await;
    let lost = create(&bench, &token, post("Bonjour")).await;
    assert_eq!((lost.status.as_u16(), &lost.json()["message"]), (400, &json!(organization)));
    let reading = bench.token("amina", "openid").await;
    let denied = create(&bench, &reading, post("Bonjour")).await;
    denied.refuses(403, "ACCESS_DENIED");
    assert_eq!(
        denied.json()["message"],
        "Not enough permissions to access: partnerApiPostsExternal.CREATE.20260901"
    );
}

#[tokio::test]
async fn a_content_administrator_may_post() {
    let bench = Bench::new();
    let token = bench.token("claire", POSTING).await;
    create(&bench, &token, with("author", json!("urn:li:organization:18204331"))).await.urn();
}

#[tokio::test]
async fn a_member_posts_as_themself_only() {
    let bench = Bench::new();
    let token = bench.token("amina", "w_member_social").await;
    create(&bench, &token, with("author", json!("urn:li:person:Qm2vXk81Ra"))).await.urn();
    create(&bench, &token, with("author", json!("urn:li:person:yrZCpj2Z12")))
        .await
        .refuses(403, "ACCESS_DENIED");
}

#[tokio::test]
async fn reading_needs_its_own_scope_and_an_encoded_urn() {
    let bench = Bench::new();
    let token = bench.token("kofi", "w_organization_social").await;
    let urn = create(&bench, &token, post("Bonjour")).await.urn();
    let denied = bench.call(&token, &line("GET", &urn), Value::Null).await;
    denied.refuses(403, "ACCESS_DENIED");
    assert!(denied.text.contains("partnerApiPostsExternal.GET.20260901"));
    let token = bench.token("kofi", POSTING).await;
    bench
        .call(&token, &format!("GET /rest/posts/{urn}"), Value::Null)
        .await
        .refuses(400, "ILLEGAL_ARGUMENT");
    bench.call(&token, &line("GET", "urn:li:share:1"), Value::Null).await.refuses(404, "NOT_FOUND");
}

#[tokio::test]
async fn deleting_twice_is_204_twice() {
    let bench = Bench::new();
    let token = bench.token("kofi", "w_organization_social").await;
    let urn = create(&bench, &token, post("Bonjour")).await.urn();
    for _ in 0..2 {
        assert_eq!(bench.call(&token, &line("DELETE", &urn), Value::Null).await.status, 204);
    }
    bench
        .call(&token, &line("DELETE", "urn:li:share:1"), Value::Null)
        .await
        .refuses(404, "NOT_FOUND");
    let reader = bench.token("kofi", POSTING).await;
    bench.call(&reader, &line("GET", &urn), Value::Null).await.refuses(404, "NOT_FOUND");
    create(&bench, &reader, post("Bonjour")).await.urn();
}

#[tokio::test]
async fn a_partial_update_changes_the_text() {
    let bench = Bench::new();
    let token = bench.token("kofi", POSTING).await;
    let urn = create(&bench, &token, post("Bonjour")).await.urn();
    let patch = json!({"patch": {"$set": {"commentary": "Bonsoir"}}});
    bench.call(&token, &line("POST", &urn), patch.clone()).await.refuses(400, "ILLEGAL_ARGUMENT");
    let request = Request::post(format!("/rest/posts/{}", urn.replace(':', "%3A")))
        .header("authorization", format!("Bearer {token}"))
        .header("linkedin-version", "202609")
        .header("x-restli-protocol-version", "2.0.0")
        .header("x-restli-method", "PARTIAL_UPDATE")
        .header("content-type", "application/json")
        .body(Body::from(patch.to_string()));
    assert_eq!(bench.send(request.unwrap()).await.status, 204);
    let read = bench.call(&token, &line("GET", &urn), Value::Null).await.json();
    assert_eq!(read["commentary"], "Bonsoir");
}

#[tokio::test]
async fn posts_are_found_by_author_newest_first() {
    let bench = Bench::new();
    let token = bench.token("kofi", POSTING).await;
    create(&bench, &token, post("un")).await.urn();
    create(&bench, &token, post("deux")).await.urn();
    let finder = "GET /rest/posts?q=author&author=urn%3Ali%3Aorganization%3A5515715&count=1";
    let found = bench.call(&token, finder, Value::Null).await.json();
    assert_eq!(found["elements"].as_array().unwrap().len(), 1);
    assert_eq!(found["elements"][0]["commentary"], "deux");
    let bare = finder.replace("%3A", ":");
    bench.call(&token, &bare, Value::Null).await.refuses(400, "ILLEGAL_ARGUMENT");
}

#[tokio::test]
async fn the_daily_quota_comes_back_at_midnight_utc() {
    let bench = Bench::new();
    let token = bench.token("kofi", POSTING).await;
    bench.turn("kofi", json!({"daily_quota_reached": true})).await;
    let refused = create(&bench, &token, post("Bonjour")).await;
    refused.refuses(429, "TOO_MANY_REQUESTS");
    assert_eq!(refused.json()["serviceErrorCode"], 101);
    assert!(refused.headers.get("retry-after").is_none());
    bench.clock.advance(jiff::SignedDuration::from_secs(12 * 3600 - 1));
    create(&bench, &token, post("Bonjour")).await.refuses(429, "TOO_MANY_REQUESTS");
    bench.clock.advance(jiff::SignedDuration::from_secs(1));
    create(&bench, &token, post("Bonjour")).await.urn();
}
