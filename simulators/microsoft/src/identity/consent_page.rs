//! The page on which a person picks an account and consents.

use http::Uri;
use maud::{Markup, html};

use super::request::AuthorizationRequest;
use super::scope;
use crate::directory::{self, Person};
use crate::pages::layout;
use crate::{Microsoft, knobs};

/// The page for `request`, whose form goes back to the same URL.
pub fn page(microsoft: &Microsoft, request: &AuthorizationRequest, uri: &Uri) -> Markup {
    let hint = request.query.login_hint.as_deref().unwrap_or_default();
    let chosen = directory::by_email(hint).or_else(|| directory::people().first());
    let permissions = request.scopes.names.iter().filter(|name| *name != scope::OFFLINE);
    layout::page(
        "Sign in",
        &html! {
            h1 { "Permissions requested" }
            p { code { (microsoft.registration.client_id) } " would like to:" }
            ul {
                @for name in permissions { li { (name) } }
                @if request.scopes.names.iter().any(|name| name == scope::OFFLINE) {
                    li { "Maintain access to data you have given it access to" }
                }
            }
            form method="post" action=(uri) {
                fieldset {
                    legend { "Pick an account" }
                    @for person in directory::people() { (account(person, chosen)) }
                }
                button name="decision" value="cancel" { "Cancel" }
                " "
                button.primary name="decision" value="accept" { "Accept" }
            }
        },
    )
}

fn account(person: &Person, chosen: Option<&Person>) -> Markup {
    let checked = chosen.is_some_and(|chosen| chosen.id == person.id);
    html! {
        label.account {
            input type="radio" name="account" value=(person.id) checked[checked];
            span { strong { (person.name) } " " (person.email) br; small { (knobs::kind(person)) } }
        }
    }
}
