//! Our registration at each provider: whether its token endpoint knows us, and whether LinkedIn's version lives.

use jiff::civil::Date;
use jiff::{ToSpan, tz::TimeZone};
use secrecy::SecretString;
use shared::model::fault::Fault;
use shared::model::provider::Provider;
use shared::oauth::{PkceVerifier, State, TokenError, exchange_code};
use shared::providers::profile;

use super::now;
use crate::finding::Finding;
use crate::place::Place;
use crate::report::Report;

/// How long before its end a version is told of, in days.
const WARNING: i64 = 60;

pub(crate) async fn look(place: &Place, report: &mut Report) {
    for provider in Provider::ALL {
        registration(place, provider, report).await;
    }
    version(place, report);
}

/// A code that was never given is exchanged. Whoever doesn't know our client says so (RFC 6749, section 5.2), and
/// everybody else that there is no such code. A provider may look at the code first, and then nothing is proved.
async fn registration(place: &Place, provider: Provider, report: &mut Report) {
    // What is not there, or can't be read, is found where the secrets are looked at.
    let Ok(registration) = place.app.registration(provider).await else { return };
    let nothing = SecretString::from("no-code-was-given");
    let verifier = PkceVerifier::derive(&nothing, &State::new([0; 32]));
    match exchange_code(&place.app.http, &registration, &nothing, &verifier).await {
        Err(TokenError::Refused(refusal)) => {
            let settings = &place.app.config.settings;
            let meaning = (profile(provider).refusals.token)(&refusal, settings);
            if meaning.fault() == Fault::Config {
                let word = refusal.to_string();
                report.find(Finding::RegistrationRefused { provider, word });
            }
        }
        Ok(_) => {
            report.miss(format!("our registration at {provider}"), "it gave a token for nothing")
        }
        Err(error) => report.miss(format!("our registration at {provider}"), error),
    }
}

/// LinkedIn supports a version for a year at least, and turns it off soon after.
fn version(place: &Place, report: &mut Report) {
    let version = &place.app.config.settings.linkedin_version;
    let month = |from, to| version.get(from..to).and_then(|digits| digits.parse().ok());
    let first = match (month(0, 4), month(4, 6)) {
        (Some(year), Some(month)) => {
            i8::try_from(month).ok().and_then(|m| Date::new(year, m, 1).ok())
        }
        _ => None,
    };
    let Some(end) = first.and_then(|first| first.checked_add(1.year()).ok()) else {
        return report.miss("LinkedIn's version", format!("{version} is no month"));
    };
    let warned = now(place).to_zoned(TimeZone::UTC).date().saturating_add(WARNING.days());
    if warned >= end {
        let (version, on) = (version.clone(), end.to_string());
        report.find(Finding::LinkedInVersionEnding { version, on });
    }
}
