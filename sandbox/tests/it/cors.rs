//! Who may call from a page: the origins of the list, with every route and answer (S25).

use http::{Method, Request, header};
use sandbox::gateway::template::Template;
use sandbox::world::TEMPLATE;

use crate::answer::Answer;
use crate::scene::{MARIAM, Scene};

/// Origins that look like the frontend's, or like none.
fn strangers(frontend: &str) -> Vec<String> {
    let (_, port) = frontend.rsplit_once(':').unwrap();
    let mut strangers: Vec<_> = [
        "https://intowork-evil.vercel.app",
        "null",
        "*",
        "https://evil.example",
        "file://",
        "http://localhost",
    ]
    .map(str::to_owned)
    .into();
    strangers.extend([
        frontend.replace("http://", "https://"),
        frontend.to_uppercase(),
        format!("{frontend}.evil.example"),
        format!("{frontend}/"),
        format!("{frontend}0"),
        format!("http://evil.localhost:{port}"),
        format!("http://127.0.0.1:{port}"),
        format!("{frontend}, https://evil.example"),
    ]);
    strangers
}

/// Every route of the template, with something in its blanks.
fn routes() -> Vec<(Method, String)> {
    let functions = Template::parse(TEMPLATE).unwrap().functions;
    let routes = functions.iter().flat_map(|function| &function.routes);
    let keys = routes.filter(|route| !route.is_any()).map(|route| route.key());
    keys.map(|key| {
        let (method, path) = key.split_once(' ').unwrap();
        let path: Vec<_> = path.split('/').map(filled).collect();
        (method.parse().unwrap(), path.join("/"))
    })
    .collect()
}

fn filled(segment: &str) -> &str {
    match segment {
        "{provider}" => "outlook",
        "{post_id}" => "urn:li:share:1",
        blank if blank.starts_with('{') => "itv1",
        fixed => fixed,
    }
}

async fn send(scene: &Scene, method: &Method, path: &str, headers: &[(&str, &str)]) -> Answer {
    let url = format!("{}{path}", scene.world.origins.api);
    let mut request = Request::builder().method(method).uri(url);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    scene.send(request.body(Vec::new()).unwrap()).await
}

#[tokio::test]
async fn s25_no_route_lets_a_strange_page_in_whether_it_asks_first_or_not() {
    let scene = Scene::new().await;
    let (bearer, frontend) = (scene.bearer(MARIAM), scene.world.origins.dashboard.clone());
    let routes = routes();
    assert!(routes.len() > 15, "{routes:?}");
    for (method, path) in &routes {
        let mut origins = strangers(&frontend);
        origins.push(frontend.clone());
        for origin in &origins {
            let asking = [
                ("origin", origin.as_str()),
                ("access-control-request-method", method.as_str()),
                ("access-control-request-headers", "authorization,content-type"),
            ];
            let calling = [("origin", origin.as_str()), ("authorization", &bearer)];
            let preflight = send(&scene, &Method::OPTIONS, path, &asking).await;
            let answer = send(&scene, method, path, &calling).await;
            for answer in [preflight, answer] {
                let allowed = answer.headers.get(header::ACCESS_CONTROL_ALLOW_ORIGIN);
                let allowed = allowed.map(|origin| origin.to_str().unwrap());
                let expected = (origin == &frontend).then_some(frontend.as_str());
                assert_eq!(allowed, expected, "{method} {path} {origin}");
                let vary = answer.headers.get_all(header::VARY).iter();
                let mut vary = vary.flat_map(|names| names.to_str().unwrap().split(", "));
                assert!(vary.any(|name| name == "Origin"), "{method} {path}");
                let credentials = header::ACCESS_CONTROL_ALLOW_CREDENTIALS;
                assert!(!answer.headers.contains_key(credentials), "{method} {path}");
            }
        }
    }
}
