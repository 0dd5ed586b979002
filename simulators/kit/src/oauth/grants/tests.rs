use jiff::{SignedDuration, Timestamp};

use super::*;
use crate::clock::MovableClock;
use crate::oauth::{Lifetime, pkce};

const ACCESS: Mint = Mint { prefix: "AQX", length: 40, lifetime: Lifetime::Seconds(3600) };
const REFRESH: Mint = Mint { prefix: "AQR", length: 40, lifetime: Lifetime::IdleSeconds(7200) };
const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

fn grants() -> (Grants, MovableClock) {
    let clock = MovableClock::fixed(Timestamp::constant(1_795_000_000, 0));
    (Grants::new(clock.clone()), clock)
}

fn authorization() -> Authorization {
    Authorization {
        client_id: "app".into(),
        redirect_uri: "https://app.example/callback".into(),
        account: "kofi".into(),
        scopes: vec!["openid".into(), "email".into()],
        code_challenge: None,
        nonce: None,
    }
}

fn presented() -> Presented<'static> {
    Presented {
        client_id: "app",
        redirect_uri: "https://app.example/callback",
        code_verifier: None,
    }
}

fn grant(grants: &Grants) -> Grant {
    let code = grants.issue_code(authorization(), 600);
    grants.redeem(&code, presented()).unwrap().0
}

fn seconds(clock: &MovableClock, seconds: i64) {
    clock.advance(SignedDuration::from_secs(seconds));
}

#[test]
fn a_code_is_redeemed_once() {
    let (grants, _) = grants();
    let code = grants.issue_code(authorization(), 600);
    let (grant, redeemed) = grants.redeem(&code, presented()).unwrap();
    assert_eq!(redeemed, authorization());
    assert_eq!(grants.redeem(&code, presented()), Err(CodeFault::AlreadyRedeemed(grant.id)));
    assert_eq!(grants.redeem("never issued", presented()), Err(CodeFault::Unknown));
    assert_eq!(grants.authorization(&code), Some(authorization()));
}

#[test]
fn a_code_expires_at_the_end_of_its_lifetime() {
    let (grants, clock) = grants();
    let (used, unused) = (authorization(), authorization());
    let (used, unused) = (grants.issue_code(used, 600), grants.issue_code(unused, 600));
    seconds(&clock, 599);
    assert!(grants.redeem(&used, presented()).is_ok());
    seconds(&clock, 1);
    assert_eq!(grants.redeem(&unused, presented()), Err(CodeFault::Expired));
}

#[test]
fn a_refused_code_names_the_mismatch_and_stays_unspent() {
    let (grants, _) = grants();
    let challenge = Some(pkce::challenge(VERIFIER));
    let asked = Authorization { code_challenge: challenge, ..authorization() };
    let code = grants.issue_code(asked, 600);
    let refused = |presented| grants.redeem(&code, presented).unwrap_err();
    let good = Presented { code_verifier: Some(VERIFIER), ..presented() };
    assert_eq!(refused(Presented { client_id: "b", ..good }), CodeFault::OtherClient);
    assert_eq!(refused(Presented { redirect_uri: "b", ..good }), CodeFault::OtherRedirect);
    assert_eq!(refused(Presented { code_verifier: None, ..good }), CodeFault::VerifierMissing);
    assert_eq!(refused(Presented { code_verifier: Some("b"), ..good }), CodeFault::VerifierWrong);
    assert!(grants.redeem(&code, good).is_ok());
    let plain = grants.issue_code(authorization(), 600);
    assert_eq!(grants.redeem(&plain, good), Err(CodeFault::VerifierUnneeded));
}

#[test]
fn an_access_token_tells_its_grant_until_it_expires() {
    let (grants, clock) = grants();
    let grant = grant(&grants);
    let token = grants.issue_access(grant.id, &["email".into()], &ACCESS);
    assert!(token.starts_with("AQX") && token.len() == 43);
    let access = grants.authenticate(&token).unwrap();
    assert_eq!(access.grant, grant);
    assert!(access.allows("email") && !access.allows("openid"));
    seconds(&clock, 3600);
    assert_eq!(grants.authenticate(&token), Err(TokenFault::Expired));
    assert_eq!(grants.authenticate("garbage"), Err(TokenFault::Unknown));
}

#[test]
fn a_refresh_token_is_no_access_token_and_the_reverse() {
    let (grants, _) = grants();
    let grant = grant(&grants);
    let access = grants.issue_access(grant.id, &grant.scopes, &ACCESS);
    let refresh = grants.issue_refresh(grant.id, &REFRESH);
    assert_eq!(grants.authenticate(&refresh), Err(TokenFault::Unknown));
    assert_eq!(grants.refresh(&access, "app"), Err(RefreshFault::Unknown));
    assert_eq!(grants.refresh(&refresh, "other"), Err(RefreshFault::OtherClient));
}

#[test]
fn each_use_of_an_idle_refresh_token_begins_its_life_again() {
    let (grants, clock) = grants();
    let grant = grant(&grants);
    let token = grants.issue_refresh(grant.id, &REFRESH);
    for _ in 0..3 {
        seconds(&clock, 7199);
        assert!(grants.refresh(&token, "app").is_ok());
    }
    seconds(&clock, 7200);
    assert_eq!(grants.refresh(&token, "app"), Err(RefreshFault::Expired));
}

#[test]
fn a_rotated_out_refresh_token_is_known_when_it_comes_again() {
    let (grants, _) = grants();
    let grant = grant(&grants);
    let old = grants.issue_refresh(grant.id, &REFRESH);
    let new = grants.rotate(&old, &REFRESH).unwrap();
    assert_eq!(grants.refresh(&old, "app"), Err(RefreshFault::Reused(grant.clone())));
    assert!(grants.refresh(&new, "app").is_ok());
    grants.revoke(grant.id);
    assert_eq!(grants.refresh(&new, "app"), Err(RefreshFault::Revoked));
}

#[test]
fn revoking_a_grant_kills_all_its_tokens_and_no_other() {
    let (grants, _) = grants();
    let (first, second) = (grant(&grants), grant(&grants));
    let tokens = [&first, &second].map(|grant| grants.issue_access(grant.id, &[], &ACCESS));
    grants.revoke(grants.holder(&tokens[0]).unwrap().id);
    assert_eq!(grants.authenticate(&tokens[0]), Err(TokenFault::Revoked));
    assert!(grants.authenticate(&tokens[1]).is_ok());
    grants.revoke_consent("kofi", "other app");
    assert!(grants.authenticate(&tokens[1]).is_ok());
    grants.revoke_account("kofi");
    assert_eq!(grants.holder(&tokens[1]), Err(TokenFault::Revoked));
    assert!(grants.consents("kofi", "app").is_empty());
}

#[test]
fn a_grant_lives_as_long_as_a_token_of_it() {
    let (grants, clock) = grants();
    let grant = grant(&grants);
    assert!(grants.live("kofi", "app").is_empty());
    grants.issue_access(grant.id, &[], &ACCESS);
    assert_eq!(grants.live("kofi", "app").len(), 1);
    seconds(&clock, 3600);
    assert!(grants.live("kofi", "app").is_empty());
    assert_eq!(grants.consents("kofi", "app"), [grant]);
}

#[test]
fn the_oldest_refresh_tokens_are_dropped_silently() {
    let (grants, clock) = grants();
    let issue = |_| {
        seconds(&clock, 1);
        grants.issue_refresh(grant(&grants).id, &REFRESH)
    };
    let tokens: Vec<String> = (0..101).map(issue).collect();
    grants.drop_oldest_refresh_tokens("kofi", "app", 100);
    assert_eq!(grants.refresh(&tokens[0], "app"), Err(RefreshFault::Revoked));
    assert!(tokens[1..].iter().all(|token| grants.refresh(token, "app").is_ok()));
}

#[test]
fn refresh_tokens_can_be_made_to_die_of_inactivity() {
    let (grants, _) = grants();
    let token = grants.issue_refresh(grant(&grants).id, &REFRESH);
    grants.expire_refresh_tokens("someone else");
    assert!(grants.refresh(&token, "app").is_ok());
    grants.expire_refresh_tokens("kofi");
    assert_eq!(grants.refresh(&token, "app"), Err(RefreshFault::Expired));
}

#[test]
fn scope_sets_are_compared_without_order() {
    let (grants, _) = grants();
    let grant = grant(&grants);
    assert!(grant.has_same_scopes(&["email", "openid"]));
    assert!(!grant.has_same_scopes(&["openid"]));
    assert!(!grant.has_same_scopes(&["email", "openid", "profile"]));
}
