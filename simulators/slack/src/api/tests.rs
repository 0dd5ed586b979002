//! Channels as an app meets them.

use http::{Method, Request};
use serde_json::{Value, json};

use crate::testing::{Bench, RECRUITING};

async fn get(bench: &Bench, token: &str, path: &str) -> Value {
    bench.call(token, (Method::GET, path), Value::Null).await.json()
}

const ALL: &str = "/api/conversations.list?types=public_channel,private_channel";

#[tokio::test]
async fn a_list_has_what_the_bot_may_see_page_by_page_with_an_empty_one() {
    let bench = Bench::new();
    let token = bench.token("sali").await;
    let listed = get(&bench, &token, &format!("{ALL}&exclude_archived=true")).await;
    let names: Vec<_> =
        listed["channels"].as_array().unwrap().iter().map(|it| &it["name"]).collect();
    assert_eq!(names, ["recrutement", "direction"]);
    bench.turn("sali", json!({"crowd": 2000})).await;
    let (mut cursor, mut pages) = (String::new(), Vec::new());
    loop {
        let page = get(&bench, &token, &format!("{ALL}&limit=999&cursor={cursor}")).await;
        pages.push(page["channels"].as_array().unwrap().len());
        cursor = page["response_metadata"]["next_cursor"].as_str().unwrap().to_owned();
        cursor = cursor.replace('=', "%3D");
        if cursor.is_empty() {
            break;
        }
    }
    assert_eq!(pages, [999, 0, 999, 5]);
}

#[tokio::test]
async fn what_slack_does_not_take_is_refused_in_its_words() {
    let bench = Bench::new();
    let token = bench.token("sali").await;
    for (path, word) in [
        ("/api/conversations.list?limit=1000", "invalid_limit"),
        ("/api/conversations.list?limit=0", "invalid_limit"),
        ("/api/conversations.list?cursor=x", "invalid_cursor"),
        ("/api/conversations.list?types=im", "invalid_types"),
        ("/api/conversations.info?channel=C1", "channel_not_found"),
    ] {
        assert_eq!(get(&bench, &token, path).await["error"], word, "{path}");
    }
    let json = bench.call(&token, (Method::POST, "/api/conversations.list"), json!({})).await;
    assert_eq!(json.json()["error"], "invalid_post_type");
    let lower =
        Request::get("/api/conversations.list").header("authorization", format!("bearer {token}"));
    let answer = bench.send(lower.body(String::new().into()).unwrap()).await;
    assert_eq!(answer.json()["error"], "not_authed");
    bench.turn("sali", json!({"throttled": true})).await;
    let answer = bench.call(&token, (Method::GET, ALL), Value::Null).await;
    assert_eq!((answer.status.as_u16(), answer.header("retry-after")), (429, "30"));
}

#[tokio::test]
async fn a_private_channel_is_not_there_for_a_bot_that_is_not_in_it() {
    let bench = Bench::new();
    let token = bench.token("sali").await;
    let info = "/api/conversations.info?channel=C0DIRECT01";
    assert_eq!(get(&bench, &token, info).await["channel"]["is_private"], true);
    let request =
        Request::patch("/_channels/sali/direction").header("content-type", "application/json");
    bench.send(request.body(json!({"is_member": false}).to_string().into()).unwrap()).await;
    assert_eq!(get(&bench, &token, info).await["error"], "channel_not_found");
    assert_eq!(bench.post(&token, "C0DIRECT01", "x").await["error"], "channel_not_found");
    assert_eq!(bench.post(&token, RECRUITING, "x").await["ok"], true);
}
