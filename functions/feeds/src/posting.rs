//! An offer as schema.org's `JobPosting`, for the markup of its page ("Job posting structured data", Google
//! Search Central). It may stand in a `<script>` as it is.

use serde_json::{Map, Value, json};
use shared::model::offer::{Content, Contract, Offer, Pay, Period};
use shared::posting::commentary::street;

use crate::sheet::{description, iso_8601, page};

/// `offer`, which lacks nothing that is required, on the site of the frontend.
pub(crate) fn posting(offer: &Offer, site: &str) -> String {
    let content = &offer.content;
    let mut posting = json!({
        "@context": "https://schema.org/",
        "@type": "JobPosting",
        "title": content.title,
        "description": description(offer),
        "datePosted": iso_8601(offer.since),
        "validThrough": iso_8601(offer.ends_at()),
        "hiringOrganization": {"@type": "Organization", "name": content.company},
        "identifier": {
            "@type": "PropertyValue", "name": content.company, "value": offer.job_id.to_string(),
        },
        "url": page(site, offer),
    });
    if let Value::Object(members) = &mut posting {
        place(members, content);
        let kind = content.contract.map(employment_type);
        members.extend(kind.map(|kind| ("employmentType".to_owned(), json!(kind))));
        let pay = content.pay.as_ref().and_then(base_salary);
        members.extend(pay.map(|pay| ("baseSalary".to_owned(), pay)));
    }
    script_safe(&posting.to_string())
}

/// Where it is done, each part under its own name alone; of what is done from anywhere, where its people must live.
fn place(members: &mut Map<String, Value>, content: &Content) {
    if content.is_remote {
        members.insert("jobLocationType".to_owned(), json!("TELECOMMUTE"));
        let country = json!({"@type": "Country", "name": content.country});
        members.insert("applicantLocationRequirements".to_owned(), country);
        return;
    }
    let mut address = json!({"@type": "PostalAddress", "addressCountry": content.country});
    if let Value::Object(address) = &mut address {
        let street = content.place.as_deref().and_then(street);
        let parts = [("streetAddress", street), ("addressLocality", content.town.clone())];
        let known =
            parts.into_iter().filter_map(|(name, part)| Some((name.to_owned(), json!(part?))));
        address.extend(known);
    }
    members.insert("jobLocation".to_owned(), json!({"@type": "Place", "address": address}));
}

const fn employment_type(contract: Contract) -> &'static str {
    match contract {
        Contract::FullTime => "FULL_TIME",
        Contract::PartTime => "PART_TIME",
        Contract::Contract => "CONTRACTOR",
        Contract::Temporary => "TEMPORARY",
        Contract::Internship => "INTERN",
    }
}

/// The pay where all is known that must be said: two figures are a range, or one where they are the same. One end alone
/// is neither ("value", or "minValue" with "maxValue"), and without knowing what it is for it says nothing.
fn base_salary(pay: &Pay) -> Option<Value> {
    let unit = match pay.period? {
        Period::Hour => "HOUR",
        Period::Day => "DAY",
        Period::Week => "WEEK",
        Period::Month => "MONTH",
        Period::Year => "YEAR",
    };
    let value = match (pay.least, pay.most) {
        (Some(least), Some(most)) if least < most => {
            json!({"@type": "QuantitativeValue", "minValue": least, "maxValue": most, "unitText": unit})
        }
        (Some(value), Some(_)) => {
            json!({"@type": "QuantitativeValue", "value": value, "unitText": unit})
        }
        (Some(_), None) | (None, Some(_)) | (None, None) => return None,
    };
    Some(json!({"@type": "MonetaryAmount", "currency": pay.currency, "value": value}))
}

/// Without a character that could end a script or begin markup; the same JSON.
fn script_safe(json: &str) -> String {
    let mut safe = String::with_capacity(json.len() + json.len() / 8);
    for character in json.chars() {
        match character {
            '<' | '>' | '&' | '\u{2028}' | '\u{2029}' => {
                safe.push_str(&format!("\\u{:04x}", u32::from(character)));
            }
            other => safe.push(other),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_ends_a_script_is_escaped_and_read_the_same() {
        let text = json!({"a": "</script><!--&\u{2028}\u{2029}é"});
        let safe = script_safe(&text.to_string());
        assert!(!safe.contains(['<', '>', '&', '\u{2028}', '\u{2029}']), "{safe}");
        assert_eq!(serde_json::from_str::<Value>(&safe).unwrap(), text);
    }

    #[test]
    fn a_pay_is_told_where_nothing_of_it_must_be_guessed() {
        let pay = |least, most, period| Pay { least, most, currency: "XOF".to_owned(), period };
        let told = |pay: Pay| base_salary(&pay).map(|told| told["value"].clone());
        assert_eq!(told(pay(Some(1), Some(2), None)), None);
        let month = Some(Period::Month);
        assert_eq!(told(pay(Some(1), Some(2), month)).unwrap()["maxValue"], 2);
        assert_eq!(told(pay(Some(2), Some(2), month)).unwrap()["value"], 2);
        assert_eq!(told(pay(None, Some(2), month)), None);
        assert_eq!(told(pay(Some(2), None, month)), None);
    }
}
