//! `/api/docs` shows the description, and needs nobody else for it.

use http::{StatusCode, header};

use super::{DESCRIPTION, description};
use crate::scene::Scene;

#[tokio::test]
async fn the_sandbox_shows_the_description_and_asks_no_other_host_for_anything() {
    let scene = Scene::new().await;
    let docs = format!("{}/api/docs", scene.world.origins.api);
    let page = scene.get(&docs).await;
    assert_eq!(page.status, StatusCode::OK);
    for (path, kind) in [("viewer.js", "text/javascript"), ("openapi.yaml", "application/yaml")] {
        assert!(page.text.contains(&format!("\"/api/docs/{path}\"")), "{path}");
        let file = scene.get(&format!("{docs}/{path}")).await;
        assert_eq!(file.status, StatusCode::OK, "{path}");
        let told = file.headers[header::CONTENT_TYPE].to_str().unwrap();
        assert!(told.starts_with(kind), "{path}: {told}");
    }
    assert!(!page.text.contains("//"), "an address: {}", page.text);
    let policy = page.headers[header::CONTENT_SECURITY_POLICY].to_str().unwrap();
    let sources = policy.split("; ").flat_map(|rule| rule.split(' ').skip(1));
    let own = ["'none'", "'self'", "'unsafe-inline'", "data:"];
    for source in sources {
        assert!(own.contains(&source), "{source} in {policy}");
    }
}

#[tokio::test]
async fn what_is_shown_is_the_file_and_names_no_host_but_examples_and_this_machine() {
    let scene = Scene::new().await;
    let url = format!("{}/api/docs/openapi.yaml", scene.world.origins.api);
    assert_eq!(scene.get(&url).await.text, std::fs::read_to_string(DESCRIPTION).unwrap());
    for server in description()["servers"].as_array().unwrap() {
        let url = server["url"].as_str().unwrap();
        assert!(url == "{origin}" || url.starts_with("http://localhost:"), "{url}");
    }
}
