use axum::body::Body;
use http::Request;

use crate::testing::{Bench, POSTING, Words};

#[tokio::test]
async fn consent_sends_code_and_state_back() {
    let bench = Bench::new();
    let page = bench.get(&Bench::authorize(POSTING)).await;
    assert_eq!(page.status, 200);
    for text in ["IntoWork", "Simulator", "Kofi Mensah", "on behalf of your organizations"] {
        assert!(page.text.contains(text), "{text}");
    }
    let answer = bench.form(&Bench::authorize(POSTING), &allow("kofi")).await.redirect();
    assert_eq!(answer["state"], "s1");
    assert!(answer.contains_key("code"));
}

#[tokio::test]
async fn cancelling_tells_the_app_at_which_step() {
    let bench = Bench::new();
    for (decision, error) in
        [("cancel", "user_cancelled_authorize"), ("cancel_login", "user_cancelled_login")]
    {
        let fields = [("account", "kofi"), ("decision", decision)];
        let answer = bench.form(&Bench::authorize("openid"), &fields).await.redirect();
        assert_eq!((answer["error"].as_str(), answer["state"].as_str()), (error, "s1"));
    }
}

#[tokio::test]
async fn a_wrong_client_or_redirect_stays_on_linkedins_page() {
    let bench = Bench::new();
    let good = Bench::authorize("openid");
    for (from, to) in [
        ("client_id=app", "client_id=other"),
        ("%2Fcallback", "%2Fcallback%2F"),
        ("%2Fcallback", "%2Fcallback%23fragment"),
        ("scope=openid", "scope="),
    ] {
        let answer = bench.form(&good.replace(from, to), &allow("kofi")).await;
        assert_eq!(answer.status, 401, "{to}");
        assert!(answer.headers.get("location").is_none());
    }
}

#[tokio::test]
async fn a_query_in_the_redirect_is_ignored_in_the_comparison_and_kept() {
    let bench = Bench::new();
    let url = Bench::authorize("openid").replace("%2Fcallback", "%2Fcallback%3Ffrom%3Dli");
    let answer = bench.form(&url, &allow("kofi")).await.redirect();
    assert_eq!(answer["from"], "li");
}

#[tokio::test]
async fn a_scope_the_app_does_not_have_is_told_to_the_app() {
    let bench = Bench::new();
    for scope in ["openid r_member_social", "w_organisation_social"] {
        let answer = bench.get(&Bench::authorize(scope)).await.redirect();
        assert_eq!(answer["error"], "unauthorized_scope_error");
    }
}

#[tokio::test]
async fn the_web_flow_takes_no_code_challenge() {
    let bench = Bench::new();
    let url = format!("{}&code_challenge=abc", Bench::authorize("openid"));
    let answer = bench.get(&url).await;
    assert_eq!(answer.status, 400);
    assert!(answer.text.contains("invalid_request"));
}

#[tokio::test]
async fn a_signed_in_member_with_a_live_grant_is_not_asked_again() {
    let bench = Bench::new();
    let asked = async |scope| {
        let request = Request::get(Bench::authorize(scope))
            .header("cookie", "theme=dark; li_simulator_member=kofi")
            .body(Body::empty());
        bench.send(request.unwrap()).await.status.as_u16()
    };
    assert_eq!(asked("openid email").await, 200);
    bench.token("kofi", "openid email").await;
    assert_eq!(asked("email openid").await, 303);
    assert_eq!(asked("openid").await, 200);
    bench.days(60);
    assert_eq!(asked("openid email").await, 200);
}

fn allow(account: &str) -> [(&'static str, &str); 2] {
    [("account", account), ("decision", "allow")]
}
