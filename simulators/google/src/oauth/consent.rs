//! The consent page: which account, and a box for each scope that may be refused.

use maud::{Markup, html};

use super::request::AuthorizationRequest;
use crate::account::{ACCOUNTS, Account};
use crate::pages::layout;
use crate::scope;

/// The page; its form goes back to `action`, which carries the request's query.
pub fn page(request: &AuthorizationRequest, action: &str) -> Markup {
    let content = html! {
        h1 { "An app wants to access your Google Account" }
        p.muted { "Client " code { (request.client_id) } }
        form method="post" action=(action) {
            (accounts(request))
            (scopes(request))
            p.buttons {
                button name="decision" value="cancel" { "Cancel" }
                button.primary name="decision" value="allow" { "Allow" }
            }
        }
        p.muted { "The answer goes to " code { (request.redirect_uri) } }
    };
    layout::page("Sign in with Google", &content)
}

fn accounts(request: &AuthorizationRequest) -> Markup {
    let hinted = request.login_hint.as_deref().and_then(Account::by_hint);
    let chosen = hinted.unwrap_or(&ACCOUNTS[0]);
    html! {
        fieldset {
            legend { "Choose an account" }
            @for account in &ACCOUNTS {
                label {
                    input type="radio" name="account" value=(account.id)
                        checked[account == chosen];
                    span { (account.name) " " small { (account.email) } }
                }
            }
        }
    }
}

fn scopes(request: &AuthorizationRequest) -> Markup {
    let optional: Vec<_> = request.optional_scopes().collect();
    html! {
        fieldset {
            legend { "What the app may do" }
            @for scope in request.scopes.iter().filter(|scope| scope::is_sign_in(scope)) {
                label { span { "✓ " (scope::meaning(scope)) } }
            }
            @for scope in &optional {
                label {
                    @if optional.len() > 1 {
                        input type="checkbox" name="scope" value=(scope);
                    } @else {
                        input type="hidden" name="scope" value=(scope);
                    }
                    span { (scope::meaning(scope)) br; small { (scope) } }
                }
            }
        }
    }
}
