use serde_json::{Value, json};

use crate::testing::{Bench, POSTING, Words};

fn post(author: &str, commentary: &str) -> Value {
    json!({
        "author": author, "commentary": commentary, "visibility": "PUBLIC",
        "distribution": {"feedDistribution": "MAIN_FEED"}, "lifecycleState": "PUBLISHED",
    })
}

async fn posted(bench: &Bench, token: &str, author: &str, commentary: &str) -> String {
    bench.call(token, "POST /rest/posts", post(author, commentary)).await.urn()
}

fn finder(page: u64, rest: &str) -> String {
    format!(
        "GET /rest/organizationalEntityShareStatistics?q=organizationalEntity\
         &organizationalEntity=urn%3Ali%3Aorganization%3A{page}{rest}"
    )
}

fn list(name: &str, urn: &str) -> String {
    format!("&{name}=List({})", urn.replace(':', "%3A"))
}

const KOFIS: &str = "urn:li:organization:5515715";

#[tokio::test]
async fn readers_react_as_time_passes_and_idle_posts_are_absent() {
    let bench = Bench::new();
    let token = bench.token("kofi", POSTING).await;
    let share = posted(&bench, &token, KOFIS, "un").await;
    let line = finder(5_515_715, &list("shares", &share));
    let fresh = bench.call(&token, &line, Value::Null).await.json();
    assert_eq!(fresh["elements"], json!([]));
    let mut before = 0;
    for _ in 0..3 {
        bench.days(1);
        let found = bench.call(&token, &line, Value::Null).await.json();
        let element = &found["elements"][0];
        let seen = element["totalShareStatistics"]["impressionCount"].as_u64().unwrap();
        assert!(seen > before);
        assert_eq!(
            (&element["share"], &element["organizationalEntity"]),
            (&json!(share), &json!(KOFIS))
        );
        before = seen;
    }
}

#[tokio::test]
async fn each_urn_stands_in_the_parameter_of_its_kind() {
    let bench = Bench::new();
    let token = bench.token("kofi", POSTING).await;
    let share = posted(&bench, &token, KOFIS, "un").await;
    let ugc = posted(&bench, &token, KOFIS, "deux").await;
    bench.days(7);
    let both = format!("{}{}", list("shares", &share), list("ugcPosts", &ugc));
    let found = bench.call(&token, &finder(5_515_715, &both), Value::Null).await.json();
    assert_eq!(found["elements"].as_array().unwrap().len(), 2);
    assert_eq!(found["elements"][0]["ugcPost"], ugc);
    let mixed = finder(5_515_715, &list("shares", &ugc));
    bench.call(&token, &mixed, Value::Null).await.refuses(400, "ILLEGAL_ARGUMENT");
    let total = bench.call(&token, &finder(5_515_715, ""), Value::Null).await.json();
    assert_eq!(total["elements"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn statistics_need_the_scope_and_the_administrators_role() {
    let bench = Bench::new();
    let token = bench.token("kofi", "w_organization_social").await;
    bench.call(&token, &finder(5_515_715, ""), Value::Null).await.refuses(403, "ACCESS_DENIED");
    let token = bench.token("claire", POSTING).await;
    assert_eq!(bench.call(&token, &finder(27_113_908, ""), Value::Null).await.status, 200);
    bench.call(&token, &finder(18_204_331, ""), Value::Null).await.refuses(403, "ACCESS_DENIED");
}

#[tokio::test]
async fn social_metadata_tells_the_same_numbers() {
    let bench = Bench::new();
    let token = bench.token("kofi", POSTING).await;
    let share = posted(&bench, &token, KOFIS, "un").await;
    bench.days(30);
    let line = finder(5_515_715, &list("shares", &share));
    let totals =
        bench.call(&token, &line, Value::Null).await.json()["elements"][0]["totalShareStatistics"]
            .clone();
    let path = format!("GET /rest/socialMetadata/{}", share.replace(':', "%3A"));
    let social = bench.call(&token, &path, Value::Null).await.json();
    assert_eq!(social["commentSummary"]["count"], totals["commentCount"]);
    let reactions = social["reactionSummaries"].as_object().unwrap().values();
    let sum: u64 = reactions.map(|one| one["count"].as_u64().unwrap()).sum();
    assert_eq!(sum, totals["likeCount"].as_u64().unwrap());
    let token = bench.token("kofi", "rw_organization_admin").await;
    bench.call(&token, &path, Value::Null).await.refuses(403, "ACCESS_DENIED");
}
