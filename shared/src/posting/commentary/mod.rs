//! A post's text: the company's template, or the standard one, or a message written for this post.
//!
//! Texts are plain until the very end, when hashtags and escapes are written (`little_text::encode`).
//! The apply link always survives: what gives way to the limit is the description, or the message,
//! cut with a visible "…" (S39, S40).

mod hashtags;
mod standard;
mod template;
mod variables;

use crate::model::provider::Provider;
use crate::model::text::{holds_link, lines};
use crate::model::warning::{Shortened, Warning};
use crate::people::ats::Job;
use crate::providers::linkedin::little_text::{LIMIT, encode, length, shorten};

pub use template::{Template, TemplateProblem};
pub use variables::{NAMES, apply_link, described, titled};

use standard::Language;
use variables::Variables;

/// What an absent description takes with it: the empty line around it, in units.
const TIDIED: usize = 4;

/// What stands around a message that holds the offer's link already.
const MESSAGE_ALONE: &str = "{{ description }}";

/// A text that is ready to be posted.
#[derive(Clone, Debug)]
pub struct Commentary {
    /// As a reader sees it.
    pub text: String,
    /// As it is sent, in little text format; at most [`LIMIT`] units.
    pub commentary: String,
    /// What the author may want to know.
    pub warnings: Vec<Warning>,
}

/// The text of `job`'s post. A `custom_message` wins over the company's `template`, which wins over
/// the standard text in the job's language.
pub fn compose(
    job: &Job,
    template: Option<&Template>,
    custom_message: Option<&str>,
    frontend_url: &str,
) -> Commentary {
    let language = Language::of(job);
    let mut variables = Variables::of(job, language, frontend_url);
    if let Some(message) = custom_message.map(lines).filter(|message| !message.is_empty()) {
        variables.set_description(&message);
        // A message that holds the offer's link is whole; where the link is cut off, it comes back.
        let holds_link = holds_link(&message, &apply_link(job, frontend_url));
        let around = if holds_link { MESSAGE_ALONE } else { language.message() };
        return fit(&Template::standard(around), &variables);
    }
    let standard = Template::standard(language.text());
    let own = template.map(|template| fit(template, &variables));
    // A template is checked when it is stored; what it may lack all the same is made up for here.
    own.filter(|own| length(&own.commentary) <= LIMIT).unwrap_or_else(|| fit(&standard, &variables))
}

/// `template` filled in, with as much of the description as fits.
fn fit(template: &Template, variables: &Variables) -> Commentary {
    let whole = with_room(template, variables, usize::MAX);
    if length(&whole.1) <= LIMIT {
        return Commentary { text: whole.0, commentary: whole.1, warnings: Vec::new() };
    }
    let without = with_room(template, variables, 0);
    // A template shows the description once, as a rule: then this is what is left for it.
    let left = LIMIT.saturating_sub(length(&without.1)).saturating_sub(TIDIED);
    let guessed = with_room(template, variables, left);
    let (mut fitting, mut room, mut excess) = (without, 0, left);
    if length(&guessed.1) <= LIMIT {
        (fitting, room) = (guessed, left);
    }
    while room + 1 < excess {
        let middle = usize::midpoint(room, excess);
        let tried = with_room(template, variables, middle);
        if length(&tried.1) <= LIMIT {
            (fitting, room) = (tried, middle);
        } else {
            excess = middle;
        }
    }
    let (text, commentary) = fitting;
    Commentary {
        text,
        commentary,
        warnings: vec![Warning::text_shortened(Shortened::Text, Provider::LinkedIn)],
    }
}

/// The plain text with at most `room` units of description, and its little text.
fn with_room(template: &Template, variables: &Variables, room: usize) -> (String, String) {
    let shortened = variables.with_description(|description| shorten(description, room));
    let text = template.render(&shortened);
    let commentary = encode(&text);
    (text, commentary)
}

#[cfg(test)]
mod tests;
