//! `GET` and `PUT /linkedin/template`: a company's own text, judged when it is stored.

use aws_sdk_dynamodb::types::AttributeValue;
use serde_json::{Value, json};
use shared::model::provider::Provider;

use crate::posts::connected;
use crate::scene::{COLLEAGUE, MARIAM, STRANGER, Scene};
use crate::unreadable::set;

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
async fn f35_a_stored_template_that_can_t_be_used_gives_way_to_the_standard_text_and_this_is_told()
{
    for spoilt in [
        AttributeValue::S("{{ nope }} {{ apply_url }}".to_owned()),
        AttributeValue::S("{% if %}".to_owned()),
        AttributeValue::N("7".to_owned()),
    ] {
        let scene = connected("kofi").await;
        scene.put("template", MARIAM, json!({"template": OWN})).await.ok();
        set(&scene, "TEMPLATE#", "template", spoilt).await;
        for function in ["preview", "publish-job"] {
            let body = |event: &mut Value| event["body"] = json!({"job_id": 1}).to_string().into();
            let answer = scene.call(function, MARIAM, body).await.ok();
            let codes: Vec<_> = answer["warnings"].as_array().unwrap().iter().collect();
            assert!(codes.iter().any(|one| one["code"] == "template_unusable"), "{answer}");
        }
    }
}

#[tokio::test]
async fn a_stored_template_is_what_is_published() {
    let scene = connected("kofi").await;
    scene.put("template", MARIAM, json!({"template": OWN})).await.ok();
    scene.publish(MARIAM, json!({"job_id": 1})).await.ok();
    let feed = scene.get(&format!("{}/feed", scene.world.origins[Provider::LinkedIn])).await;
    assert!(feed.text.contains(" cherche : "), "{}", feed.text);
}
