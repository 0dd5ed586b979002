use serde_json::json;

use crate::testing::{Bench, POSTING, Words};

#[tokio::test]
async fn a_reader_sees_author_text_links_and_card() {
    let bench = Bench::new();
    let token = bench.token("kofi", POSTING).await;
    let body = json!({
        "author": "urn:li:organization:5515715",
        "commentary": r"Chez @[Lagune Technologies](urn:li:organization:5515715) \<b\> https://a.example/x {hashtag|\#|Abidjan}",
        "visibility": "PUBLIC", "distribution": {"feedDistribution": "MAIN_FEED"},
        "lifecycleState": "PUBLISHED",
        "content": {"article": {"source": "https://jobs.example.com/o/1", "title": "Dev Rust"}},
    });
    let urn = bench.call(&token, "POST /rest/posts", body).await.urn();
    for path in [
        "/feed".to_owned(),
        format!("/feed/update/{urn}/"),
        format!("/feed/update/{}", urn.replace(':', "%3A")),
    ] {
        let page = bench.get(&path).await;
        assert_eq!(page.status, 200, "{path}");
        for text in [
            "<strong>Lagune Technologies</strong>",
            "&lt;b&gt;",
            r#"href="https://a.example/x""#,
            "#Abidjan</a>",
            "jobs.example.com",
        ] {
            assert!(page.text.contains(text), "{text} in {path}");
        }
    }
    bench
        .call(&token, &format!("DELETE /rest/posts/{}", urn.replace(':', "%3A")), json!(null))
        .await;
    assert_eq!(bench.get(&format!("/feed/update/{urn}/")).await.status, 404);
}

#[tokio::test]
async fn a_long_text_is_folded_and_drafts_are_not_shown() {
    let bench = Bench::new();
    let token = bench.token("kofi", POSTING).await;
    let post = |text: &str, state| {
        json!({
            "author": "urn:li:organization:5515715", "commentary": text, "visibility": "PUBLIC",
            "distribution": {"feedDistribution": "MAIN_FEED"}, "lifecycleState": state,
        })
    };
    bench.call(&token, "POST /rest/posts", post("secret", "DRAFT")).await.urn();
    let before = bench.get("/feed").await.text;
    assert!(before.contains("Nothing has been posted yet") && !before.contains("see more"));
    bench.call(&token, "POST /rest/posts", post(&"mot ".repeat(60), "PUBLISHED")).await.urn();
    assert!(bench.get("/feed").await.text.contains("see more"));
}
