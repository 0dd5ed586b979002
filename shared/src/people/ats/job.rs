//! A job offer as the ATS answers it: only what we need, and each part that can be missing read leniently.

use serde::{Deserialize, Deserializer};
use serde_json::Value;

use super::JobStatus;
use crate::model::error::{Error, Result, Sought};
use crate::platform::lenient;

/// A job offer; only what we need of it.
#[derive(Clone, Debug, Deserialize)]
pub struct Job {
    pub id: i64,
    /// Who owns it; an answer without it is refused, never guessed.
    pub company_id: i64,
    /// The company's name, for the post.
    #[serde(default, deserialize_with = "lenient::or_default")]
    pub company_name: Option<String>,
    /// The title; empty where it is no text.
    #[serde(deserialize_with = "lenient::or_default")]
    pub title: String,
    /// The offer's text.
    #[serde(default, deserialize_with = "lenient::or_default")]
    pub description: Option<String>,
    /// The parts that the ATS keeps separately.
    #[serde(flatten)]
    pub parts: Parts,
    /// Town or region, or an address.
    #[serde(default, deserialize_with = "lenient::or_default")]
    pub location: Option<String>,
    /// `full_time`, `part_time`, `contract`, `temporary` or `internship`.
    #[serde(default, deserialize_with = "lenient::or_default")]
    pub job_type: Option<String>,
    /// The country's ISO 3166 code.
    #[serde(default, deserialize_with = "lenient::or_default")]
    pub country: Option<String>,
    /// `on_site`, `remote` or `hybrid`.
    #[serde(default, deserialize_with = "lenient::or_default")]
    pub location_type: Option<String>,
    /// The lowest pay, in whole units of `currency`; `None` for what is no pay.
    #[serde(default, deserialize_with = "amount")]
    pub salary_min: Option<u64>,
    /// The highest pay.
    #[serde(default, deserialize_with = "amount")]
    pub salary_max: Option<u64>,
    /// ISO 4217's code, or what somebody calls the currency.
    #[serde(default, deserialize_with = "lenient::or_default")]
    pub currency: Option<String>,
    /// What the pay is for: `month`, `year`, …; never guessed.
    #[serde(default, deserialize_with = "lenient::or_default")]
    pub salary_period: Option<String>,
    /// How far it is.
    pub status: JobStatus,
    /// `fr`, `en`, `pt` or `ar`, or a language's name.
    #[serde(default, deserialize_with = "lenient::or_default")]
    pub language: Option<String>,
    /// The offer's picture.
    #[serde(default, deserialize_with = "lenient::or_default")]
    pub image_url: Option<String>,
    /// Skills asked for.
    #[serde(default, deserialize_with = "lenient::each")]
    pub skills: Vec<String>,
}

/// The structured parts of an offer's text, under the names of the ATS.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Parts {
    #[serde(deserialize_with = "lenient::or_default")]
    pub context: Option<String>,
    #[serde(deserialize_with = "lenient::or_default")]
    pub mission_principale: Option<String>,
    #[serde(deserialize_with = "lenient::or_default")]
    pub responsibilities: Option<String>,
    /// Stands in for a missing description.
    #[serde(deserialize_with = "lenient::or_default")]
    pub requirements: Option<String>,
    #[serde(deserialize_with = "lenient::or_default")]
    pub profil_formation: Option<String>,
    #[serde(deserialize_with = "lenient::or_default")]
    pub profil_experience: Option<String>,
    #[serde(deserialize_with = "lenient::or_default")]
    pub profil_competences: Option<String>,
    #[serde(deserialize_with = "lenient::or_default")]
    pub profil_posture: Option<String>,
    #[serde(deserialize_with = "lenient::or_default")]
    pub profil_autre: Option<String>,
    #[serde(deserialize_with = "lenient::or_default")]
    pub benefits: Option<String>,
}

/// More is a slip of the keyboard.
const MOST: f64 = 1e12;

/// An amount of money as a number, or as digits in a text; rounded. Zero and less is none, and so is `2.000`, which
/// may be two or two thousand.
fn amount<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> std::result::Result<Option<u64>, D::Error> {
    let number = match Value::deserialize(deserializer)? {
        Value::Number(number) => number.as_f64(),
        Value::String(text) => {
            let text = text.replace([' ', '\u{a0}', '\u{202f}'], "");
            let is_open = text.split_once('.').is_some_and(|(_, behind)| behind.len() == 3);
            if is_open { None } else { text.parse().ok() }
        }
        _ => None,
    };
    let whole = number.map(f64::round).filter(|number| (1.0..MOST).contains(number));
    Ok(whole.and_then(|number| format!("{number:.0}").parse().ok()))
}

impl Job {
    /// The job, if it belongs to `company_id`: what another company owns does not exist (S21).
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub fn of_company(self, company_id: i64) -> Result<Self> {
        if self.company_id == company_id { Ok(self) } else { Err(Error::NotFound(Sought::Job)) }
    }
}
