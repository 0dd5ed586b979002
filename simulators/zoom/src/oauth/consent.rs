//! The consent page: which account, and all that the app asks for at once.

use maud::{Markup, html};

use super::authorize::AuthorizationRequest;
use crate::account::ACCOUNTS;
use crate::pages::layout;

/// The page; its form goes back to `action`, which carries the request's query.
pub(super) fn page(request: &AuthorizationRequest, scopes: &[String], action: &str) -> Markup {
    let content = html! {
        h1 { "You are about to add an app" }
        p.muted { "Client " code { (request.client_id) } }
        form method="post" action=(action) {
            fieldset {
                legend { "Who are you?" }
                @for (at, account) in ACCOUNTS.iter().enumerate() {
                    label {
                        input type="radio" name="account" value=(account.id) checked[at == 0];
                        span { (account.name) " " small { (account.email) ", " (account.kind()) } }
                    }
                }
            }
            fieldset {
                legend { "The app can" }
                @for scope in scopes { p { code { (scope) } } }
            }
            p.buttons {
                button name="decision" value="cancel" { "Decline" }
                button.primary name="decision" value="allow" { "Allow" }
            }
        }
        p.muted { "The answer goes to " code { (request.redirect_uri) } }
    };
    layout::page("Authorize", &content)
}

/// Where an administrator must approve first, nobody is sent back.
pub(super) fn approval_needed() -> Markup {
    let content = html! {
        h1 { "Ask your administrator" }
        p { "Your account's administrator has not approved this app. You can request it, and try again." }
    };
    layout::page("Approval needed", &content)
}
