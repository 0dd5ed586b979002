//! The consent page: in which workspace, and what the app asks for.

use maud::{Markup, html};

use super::authorize::Asked;
use crate::account::ACCOUNTS;
use crate::pages::layout;

/// The page; its form goes back to `action`, which carries the request's query.
pub(super) fn page(asked: &Asked, action: &str) -> Markup {
    let content = html! {
        h1 { "An app wants to post in your workspace" }
        p.muted { "Client " code { (asked.client_id) } }
        form method="post" action=(action) {
            fieldset {
                legend { "Who are you?" }
                @for (at, account) in ACCOUNTS.iter().enumerate() {
                    label {
                        input type="radio" name="account" value=(account.id) checked[at == 0];
                        span { (account.name) " " small { (account.team) ", " (account.kind()) } }
                    }
                }
            }
            fieldset {
                legend { "The app can" }
                @for scope in &asked.scopes { p { code { (scope) } } }
            }
            p.buttons {
                button name="decision" value="cancel" { "Cancel" }
                button.primary name="decision" value="allow" { "Allow" }
            }
        }
        p.muted { "The answer goes to " code { (asked.redirect_uri) } }
    };
    layout::page("Authorize", &content)
}

/// Where an administrator must approve first, the person can only ask; nobody is sent back.
pub(super) fn approval_needed() -> Markup {
    let content = html! {
        h1 { "This app needs approval" }
        p { "A workspace administrator has to approve it. Your request was sent." }
    };
    layout::page("Approval needed", &content)
}
