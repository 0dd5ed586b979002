//! The Fluent files, each read when its language is first asked for.

use std::sync::LazyLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use unic_langid::{LanguageIdentifier, langid};

use super::direction::isolated;
use super::{Argument, Language};

type Bundle = FluentBundle<FluentResource>;

/// The messages of `language`, as they are written.
pub(super) const fn source(language: Language) -> &'static str {
    match language {
        Language::English => include_str!("en.ftl"),
        Language::French => include_str!("fr.ftl"),
        Language::Portuguese => include_str!("pt.ftl"),
        Language::Arabic => include_str!("ar.ftl"),
    }
}

/// The message `id` in `language`. A message that is missing, which tests exclude, is its name.
pub(super) fn message(
    language: Language,
    id: &str,
    arguments: &[(&'static str, Argument)],
) -> String {
    let bundle = bundle(language);
    let Some(pattern) = bundle.get_message(id).and_then(|message| message.value()) else {
        debug_assert!(false, "there is no message `{id}` in {}", language.tag());
        return id.to_owned();
    };
    let mut values = FluentArgs::new();
    for (name, argument) in arguments {
        values.set(*name, value(language, argument));
    }
    // A variable without a value, which tests exclude, stands as `{$name}`.
    let mut errors = Vec::new();
    let text = bundle.format_pattern(pattern, Some(&values), &mut errors).into_owned();
    debug_assert!(errors.is_empty(), "`{id}` in {}: {errors:?}", language.tag());
    text
}

fn value(language: Language, argument: &Argument) -> FluentValue<'static> {
    match argument {
        Argument::Word(word) => isolated(language, word).into(),
        Argument::Count(count) => (*count).into(),
        Argument::Day(at) => message(language, "day", &date(*at)).into(),
        Argument::Moment(at) => message(language, "moment", &date(*at)).into(),
        Argument::Text(text) => text.part(language).into(),
    }
}

/// The parts of a date; how they stand together, and what a month is called, is the language's.
fn date(at: Timestamp) -> [(&'static str, Argument); 4] {
    let at = at.to_zoned(TimeZone::UTC);
    [
        ("day", Argument::Count(at.day().into())),
        ("month", Argument::Count(at.month().into())),
        ("year", Argument::Count(at.year().into())),
        ("time", Argument::Word(at.strftime("%H:%M").to_string())),
    ]
}

fn bundle(language: Language) -> &'static Bundle {
    static ENGLISH: LazyLock<Bundle> = LazyLock::new(|| read(Language::English, langid!("en")));
    static FRENCH: LazyLock<Bundle> = LazyLock::new(|| read(Language::French, langid!("fr")));
    static PORTUGUESE: LazyLock<Bundle> =
        LazyLock::new(|| read(Language::Portuguese, langid!("pt")));
    static ARABIC: LazyLock<Bundle> = LazyLock::new(|| read(Language::Arabic, langid!("ar")));
    match language {
        Language::English => &ENGLISH,
        Language::French => &FRENCH,
        Language::Portuguese => &PORTUGUESE,
        Language::Arabic => &ARABIC,
    }
}

/// A line that is no message is left out, as the tests would tell.
fn read(language: Language, tag: LanguageIdentifier) -> Bundle {
    let mut bundle = FluentBundle::new_concurrent(vec![tag]);
    // `direction` does it, word by word: an Arabic name is isolated in English as well.
    bundle.set_use_isolating(false);
    let resource = match FluentResource::try_new(source(language).to_owned()) {
        Ok(resource) | Err((resource, _)) => resource,
    };
    bundle.add_resource_overriding(resource);
    bundle
}
