//! `GET` and `PUT /linkedin/template`: a company's own text, judged when it is stored.

use serde_json::{Value, json};
use shared::model::provider::Provider;

use crate::posts::connected;
use crate::scene::{COLLEAGUE, MARIAM, STRANGER, Scene};

const OWN: &str = "{{ company }} cherche : {{ title }}\n\n{{ description }}\n\n{{ apply_url }}";

async fn stored(scene: &Scene, user: i64) -> Value {
    let answer = scene.call("template", user, |event| {
        let key = json!("GET /api/integrations/linkedin/template");
        event["routeKey"] = key.clone();
        event["requestContext"]["routeKey"] = key;
        event["requestContext"]["http"]["method"] = "GET".into();
    });
    answer.await.ok()
}

#[tokio::test]
async fn a_template_is_the_company_s_and_null_goes_back_to_the_standard_text() {
    let scene = connected("kofi").await;
    assert_eq!(stored(&scene, MARIAM).await["template"], Value::Null);
    scene.put("template", MARIAM, json!({"template": OWN})).await.ok();
    assert_eq!(stored(&scene, COLLEAGUE).await["template"], OWN);
    assert_eq!(stored(&scene, STRANGER).await["template"], Value::Null);
    scene.put("template", COLLEAGUE, json!({"template": null})).await.ok();
    assert_eq!(stored(&scene, MARIAM).await["template"], Value::Null);
}

#[tokio::test]
async fn s24_a_text_that_is_no_template_is_refused_with_the_reason_and_not_stored() {
    let scene = connected("kofi").await;
    for (text, reason) in [
        ("{{ wage }} {{ apply_url }}", "wage"),
        ("{{ title }}", "apply_url"),
        ("{{ title {{ apply_url }}", "syntax"),
        ("{% for x in title %}{% endfor %}{{ apply_url }}", "for"),
        ("", "empty"),
        (&format!("{} {{{{ apply_url }}}}", "x".repeat(3000)), "too long"),
    ] {
        let answer = scene.put("template", MARIAM, json!({"template": text})).await;
        let detail = answer.expect(400, "invalid_request").json()["detail"].clone();
        assert!(detail.as_str().unwrap().contains(reason), "{detail}");
    }
    scene.put("template", MARIAM, json!({})).await.expect(400, "invalid_request");
    assert_eq!(stored(&scene, MARIAM).await["template"], Value::Null);
}

#[tokio::test]
async fn a_stored_template_is_what_is_published() {
    let scene = connected("kofi").await;
    scene.put("template", MARIAM, json!({"template": OWN})).await.ok();
    scene.publish(MARIAM, json!({"job_id": 1})).await.ok();
    let feed = scene.get(&format!("{}/feed", scene.world.origins[Provider::LinkedIn])).await;
    assert!(feed.text.contains(" cherche : "), "{}", feed.text);
}
