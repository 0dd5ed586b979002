//! The pages of the authorization endpoint: consent, and refusal without a redirect.

use http::StatusCode;
use maud::{Markup, html};

use super::accounts::members;
use super::page::{framed, initials};
use super::scopes::meaning;

/// Asks which member allows the app `scopes`; the form posts `account` and `decision` back to the
/// address of the page, query and all.
pub fn consent(scopes: &[String]) -> Markup {
    let body = html! {
        form.card method="post" {
            h1 { "IntoWork would like to:" }
            ul { @for scope in scopes { li { (meaning(scope).unwrap_or(scope)) } } }
            p.grey { "Continue as" }
            @for (index, member) in members().iter().enumerate() {
                label.choice {
                    input type="radio" name="account" value=(member.id) checked[index == 0];
                    span.logo { (initials(&member.name())) }
                    span { (member.name()) br; span.grey { (member.kind) } }
                }
            }
            div.buttons {
                // First in the document, so that Enter allows; the style shows it last.
                button.main name="decision" value="allow" { "Allow" }
                button name="decision" value="cancel" { "Cancel" }
                button name="decision" value="cancel_login" { "Don't sign in" }
            }
        }
    };
    framed("Authorize", &body)
}

/// LinkedIn's own error page: the browser is not sent back to an app that cannot be trusted.
pub fn refusal(status: StatusCode, text: &str) -> (StatusCode, Markup) {
    let body = html! {
        div.card {
            h1 { "Bummer, something went wrong." }
            p { (text) }
            p.grey { "The request of the app is wrong; you cannot mend it here." }
        }
    };
    (status, framed("Error", &body))
}
