//! A post's text: the company's template, or the standard one, or a message written for this post.
//!
//! Texts are plain until the very end, when hashtags and escapes are written (`little_text::encode`).
//! The apply link always survives: what gives way to the limit is the description, or the message,
//! cut with a visible "…" (S39, S40).

mod content;
mod description;
mod direction;
mod hashtags;
mod headline;
mod mention;
mod place;
mod salary;
mod standard;
mod template;
mod variables;
mod wording;

use crate::config::Config;
use crate::model::language::Language;
use crate::model::organization::Organization;
use crate::model::provider::Provider;
use crate::model::text::{flattened, holds_link, lines};
use crate::model::warning::{Shortened, Warning};
use crate::people::ats::Job;
use crate::providers::linkedin::little_text::{LIMIT, encode, length};

pub use content::{content, contract_in_words};
pub use description::described;
pub use mention::own_page;
pub use place::street;
pub use template::{OwnTemplate, Template, TemplateProblem};
pub use variables::{NAMES, company, title, titled};

use variables::Variables;

/// What an absent description takes with it: the empty lines around it and the other parts, in units.
const TIDIED: usize = 6;

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

/// What decides a text beside the offer.
#[derive(Clone, Copy, Debug, Default)]
pub struct Manner<'a> {
    /// The company's own template. Where it can't be used the standard text stands in, with a warning.
    pub template: Option<Result<&'a Template, &'a TemplateProblem>>,
    /// A message written for this post.
    pub custom_message: Option<&'a str>,
    /// What the company writes in where the offer does not tell.
    pub language: Option<Language>,
    /// The page that is mentioned where the company is named, but in a message.
    pub mention: Option<&'a Organization>,
}

/// Where the offer is.
pub fn offer_link(job: &Job, config: &Config) -> String {
    format!("{}/offres/{}", config.frontend_url, job.id)
}

/// Where candidates apply, with what tells the page where they come from.
pub fn apply_link(job: &Job, config: &Config) -> String {
    let link = offer_link(job, config);
    match &config.job_link_ref {
        Some(name) => format!("{link}?ref={name}"),
        None => link,
    }
}

/// The language of `job`: as it is named, else as it is written, else the company's, else French. A name that
/// says nothing ("unknown"), or another language, says no more than none.
pub fn language(job: &Job, companys: Option<Language>) -> Language {
    let named = job.language.as_deref().and_then(Language::named);
    let guessed = || Language::guessed(&flattened(&format!("{}\n{}", job.title, described(job))));
    named.or_else(guessed).or(companys).unwrap_or(Language::French)
}

/// The text of `job`'s post, below which candidates apply at `apply_url`. A message wins over the
/// company's template, which wins over the standard text.
pub fn compose(job: &Job, manner: Manner<'_>, apply_url: &str) -> Commentary {
    let language = language(job, manner.language);
    let mut variables = Variables::of(job, language, apply_url.to_owned());
    if let Some(message) = manner.custom_message.map(lines).filter(|message| !message.is_empty()) {
        variables.set_message(&message);
        // A message that holds the offer's link is whole; where the link is cut off, it comes back.
        let holds_link = holds_link(&message, plain(apply_url));
        let around = |variables: &Variables, _| {
            let text = standard::message(variables, holds_link);
            with_link(text, variables)
        };
        return fit(around, encode, &variables, Shortened::Message);
    }
    let company = variables.company.clone();
    let write = |text: &str| match manner.mention {
        Some(page) => mention::encode(text, &company, page),
        None => encode(text),
    };
    let (own, problem) = match manner.template {
        None => (None, None),
        Some(Ok(own)) => (Some(own), None),
        Some(Err(problem)) => (None, Some(problem)),
    };
    let own = own.map(|own| {
        let render = |variables: &Variables, _| own.render(variables);
        // What is not shown takes no room from what is.
        let shown = if own.names("description") {
            variables.clone()
        } else {
            Variables { description: String::new(), ..variables.clone() }
        };
        fit(render, write, &shown, Shortened::Description)
    });
    // A template is checked when it is stored; what it may lack all the same is made up for here.
    let own = own.filter(|own| length(&own.commentary) <= LIMIT);
    let standard = || fit(standard::text, write, &variables, Shortened::Description);
    let mut composed = own.unwrap_or_else(standard);
    composed.warnings.extend(problem.map(|problem| Warning::template_unusable(problem.text())));
    if variables.title.ends_with('…') && !titled(job).ends_with('…') {
        composed.warnings.push(Warning::text_shortened(Shortened::Title, Provider::LinkedIn));
    }
    composed
}

/// The link without the query that tells where readers come from: a message may hold it so.
fn plain(apply_url: &str) -> &str {
    apply_url.split('?').next().unwrap_or_default()
}

/// Candidates can always apply: where a text was left without the link, it is added.
fn with_link(text: String, variables: &Variables) -> String {
    if holds_link(&text, plain(&variables.apply_url)) {
        return text;
    }
    format!("{text}\n\n{}", variables.apply_url).trim().to_owned()
}

/// The text that `render` makes, in the form that `write` gives it, with as much of the description as fits;
/// `shortened` is what gave way.
fn fit(
    render: impl Fn(&Variables, bool) -> String,
    write: impl Fn(&str) -> String,
    variables: &Variables,
    shortened: Shortened,
) -> Commentary {
    let rendered = |variables: &Variables, is_cut| {
        let text = render(variables, is_cut);
        let commentary = write(&text);
        (text, commentary)
    };
    let whole = rendered(variables, false);
    if length(&whole.1) <= LIMIT {
        return Commentary { text: whole.0, commentary: whole.1, warnings: Vec::new() };
    }
    let within = |room| rendered(&variables.within(room), true);
    let without = within(0);
    // A template shows the description once, as a rule: then this is what is left for it.
    let left = LIMIT.saturating_sub(length(&without.1)).saturating_sub(TIDIED);
    let guessed = within(left);
    let (mut fitting, mut room, mut excess) = (without, 0, left);
    if length(&guessed.1) <= LIMIT {
        (fitting, room) = (guessed, left);
    }
    while room + 1 < excess {
        let middle = usize::midpoint(room, excess);
        let tried = within(middle);
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
        warnings: vec![Warning::text_shortened(shortened, Provider::LinkedIn)],
    }
}

#[cfg(test)]
mod tests;
