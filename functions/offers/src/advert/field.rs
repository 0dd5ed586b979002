//! A field of a board's form as it is copied: in the offer's language and cut to the field.

use serde::Serialize;
use shared::model::advert::{Field, What};
use shared::model::offer::Offer;
use shared::model::text::cut;
use shared::posting::commentary::contract_in_words;
use shared::words::{Argument, Text};

/// A field that is filled in.
#[derive(Debug, Serialize)]
pub(super) struct Filled {
    pub(super) name: What,
    /// What the board calls it.
    label: &'static str,
    /// `null` where the offer tells nothing of it.
    pub(super) text: Option<String>,
    /// In characters.
    pub(super) limit: usize,
    is_required: bool,
    /// Whether something was cut off that stands in no other field.
    pub(super) is_shortened: bool,
}

impl Filled {
    /// `field` of `offer`, which candidates apply for at `link`; `is_told` where another field says so.
    pub(super) fn of(offer: &Offer, field: Field, (link, is_told): (&str, bool)) -> Self {
        let Field { what, label, limit, is_required } = field;
        let apply = Text::new("advert-apply").with("url", link).say(offer.content.language);
        let text = text(offer, what, &apply).filter(|text| !text.is_empty());
        let behind = match what {
            What::Description if !is_told => format!("\n\n{apply}"),
            _ => String::new(),
        };
        let room = limit.saturating_sub(characters(&behind));
        let shown = text.as_deref().map(|text| cut(text, room, characters));
        Self {
            name: what,
            label,
            is_shortened: what != What::Summary && (shown != text || is_cut(offer, what)),
            text: shown.map(|text| format!("{text}{behind}")),
            limit,
            is_required,
        }
    }
}

/// What `offer` tells of `what`; candidates are told to `apply`.
fn text(offer: &Offer, what: What, apply: &str) -> Option<String> {
    let content = &offer.content;
    match what {
        What::Title => content.title.clone(),
        What::Company => content.company.clone(),
        What::Place => content.place.clone().or_else(|| content.country.clone()),
        What::Contract => content
            .contract
            .and_then(|contract| contract_in_words(contract, content.language))
            .map(str::to_owned),
        What::Salary => content.salary.clone(),
        What::Summary | What::Description => Some(content.description.clone()),
        What::Deadline => {
            let day = Text::new("advert-day").with("day", Argument::Day(offer.ends_at()));
            Some(day.say(content.language))
        }
        What::HowToApply => Some(apply.to_owned()),
    }
}

/// Whether the offer's own text is not all that was said.
const fn is_cut(offer: &Offer, what: What) -> bool {
    matches!(what, What::Description) && offer.content.is_shortened
}

fn characters(text: &str) -> usize {
    text.chars().count()
}
