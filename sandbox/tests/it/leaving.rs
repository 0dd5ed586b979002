//! A company that leaves by its own hand: it disconnects everything (S34).

use serde_json::Value;
use shared::model::provider::Provider;

use crate::forget::busy;
use crate::scene::{MARIAM, Scene};
use crate::upkeep::sweep;

/// What is stored of company 1.
fn stored(scene: &Scene) -> Vec<Value> {
    let items = scene.world.dynamodb.dump().unwrap();
    let own = |item: &&Value| {
        item["pk"]["S"] == "COMPANY#1" || item["company_id"]["N"].as_str() == Some("1")
    };
    items.as_array().unwrap().iter().filter(own).cloned().collect()
}

/// Kinds of row that stay as long as somebody wants them: none holds a person's data.
const KEPT: [&str; 5] = ["TEMPLATE#", "PREFERENCES", "STATISTICS", "GUESTS", "FEED"];

#[tokio::test]
async fn s34_once_everything_is_disconnected_no_token_and_no_address_is_left_and_the_rest_ends_by_itself()
 {
    let scene = busy().await;
    for provider in Provider::ALL {
        scene.disconnect(MARIAM, provider.slug()).await.ok();
    }
    scene.advance("1h");
    sweep(&scene).await;
    scene.watch_calendars().await;
    let rows = stored(&scene);
    assert!(rows.len() > 5, "posts, interviews, figures: {rows:#?}");
    for row in &rows {
        let text = row.to_string();
        assert!(row["sealed_tokens"].is_null(), "{text}");
        assert!(!text.contains('@'), "{text}");
        let kind = row["sk"]["S"].as_str().unwrap();
        let is_kept = KEPT.iter().any(|kept| kind.starts_with(kept));
        assert!(is_kept || row["ttl"]["N"].is_string(), "it would stay for ever: {text}");
    }
}
