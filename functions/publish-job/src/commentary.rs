//! The post's text, as the previous backend wrote it, in little text format.
//!
//! The apply link comes last and always survives: what gives way to the limit is the description,
//! or the custom message, cut with a visible "…" (S39, S40).

use shared::ats::Job;
use shared::providers::linkedin::little_text::{LIMIT, escape, escape_within, hashtag, length};

/// The longest title, company or location that is repeated, in UTF-16 units.
const FIELD_LIMIT: usize = 200;

/// The texts of one language.
struct Wording {
    hiring: &'static str,
    location: &'static str,
    job_type: &'static str,
    apply: &'static str,
    company: &'static str,
    tags: [&'static str; 2],
}

const FRENCH: Wording = Wording {
    hiring: "recrute :",
    location: "Localisation :",
    job_type: "Type :",
    apply: "Postulez maintenant :",
    company: "Notre entreprise",
    tags: ["Recrutement", "Emploi"],
};

const ENGLISH: Wording = Wording {
    hiring: "is hiring:",
    location: "Location:",
    job_type: "Type:",
    apply: "Apply now:",
    company: "Our company",
    tags: ["Hiring", "Jobs"],
};

/// Where candidates apply.
pub(super) fn apply_link(job: &Job, frontend_url: &str) -> String {
    format!("{frontend_url}/offres/{}", job.id)
}

/// The text of `job`'s post, at most [`LIMIT`] units; `custom_message` replaces all but the last line.
pub(super) fn compose(job: &Job, custom_message: Option<&str>, frontend_url: &str) -> String {
    let is_english = job.language.as_deref().is_some_and(|language| language.starts_with("en"));
    let wording = if is_english { &ENGLISH } else { &FRENCH };
    let link = format!("👉 {} {}", wording.apply, escape(&apply_link(job, frontend_url)));
    match custom_message.map(clean).filter(|message| !message.is_empty()) {
        Some(message) => fit("", &message, &format!("\n\n{link}")),
        None => {
            let job_type = job.job_type.as_deref().and_then(|job_type| label(job_type, is_english));
            let tail = format!("\n\n{}\n\n{link}", hashtags(wording, job_type));
            fit(&head(job, wording, job_type), &clean(body(job)), &tail)
        }
    }
}

fn head(job: &Job, wording: &Wording, job_type: Option<&str>) -> String {
    let field = |text: &str| escape_within(&clean(text), FIELD_LIMIT);
    let company = job
        .company_name
        .as_deref()
        .filter(|name| !name.trim().is_empty())
        .unwrap_or(wording.company);
    let mut head = format!("🚀 {} {} {}\n", field(company), wording.hiring, field(&job.title));
    if let Some(location) = job.location.as_deref().filter(|location| !location.trim().is_empty()) {
        head.push_str(&format!("\n📍 {} {}", wording.location, field(location)));
    }
    if let Some(job_type) = job_type {
        head.push_str(&format!("\n💼 {} {}", wording.job_type, escape(job_type)));
    }
    format!("{}\n\n", head.trim_end())
}

fn body(job: &Job) -> &str {
    let texts = [job.description.as_deref(), job.requirements.as_deref()];
    texts.into_iter().flatten().find(|text| !text.trim().is_empty()).unwrap_or_default()
}

/// `head`, as much of `body` as fits, `tail`.
fn fit(head: &str, body: &str, tail: &str) -> String {
    let room = LIMIT.saturating_sub(length(head) + length(tail));
    format!("{}{}", format!("{head}{}", escape_within(body, room)).trim_end(), tail)
}

fn hashtags(wording: &Wording, job_type: Option<&str>) -> String {
    let tags = wording.tags.iter().copied().chain(job_type).map(hashtag);
    tags.collect::<Vec<_>>().join(" ")
}

fn label(job_type: &str, is_english: bool) -> Option<&'static str> {
    let (french, english) = match job_type {
        "full_time" => ("Temps Plein", "Full Time"),
        "part_time" => ("Temps Partiel", "Part Time"),
        "contract" => ("Contrat", "Contract"),
        "temporary" => ("Intérim", "Temporary"),
        "internship" => ("Stage", "Internship"),
        _ => return None,
    };
    Some(if is_english { english } else { french })
}

/// Without control characters and without the marks that turn a text's direction around (S39).
fn clean(text: &str) -> String {
    let is_shown = |c: &char| match c {
        '\n' => true,
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => false,
        c => !c.is_control(),
    };
    text.replace("\r\n", "\n").chars().filter(is_shown).collect::<String>().trim().to_owned()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    const FRONTEND: &str = "https://www.intowork.co";

    fn job(description: &str, language: &str) -> Job {
        serde_json::from_value(json!({
            "id": 12, "company_id": 1, "company_name": "Acme", "title": "Développeur (H/F)",
            "description": description, "requirements": "Rust", "location": "Abidjan",
            "job_type": "full_time", "status": "published", "language": language,
        }))
        .unwrap()
    }

    #[test]
    fn the_text_is_the_one_people_know() {
        let expected = "🚀 Acme recrute : Développeur \\(H/F\\)\n\n📍 Localisation : Abidjan\n💼 Type : Temps Plein\n\n\
            Une offre.\n\n{hashtag|\\#|Recrutement} {hashtag|\\#|Emploi} {hashtag|\\#|TempsPlein}\n\n\
            👉 Postulez maintenant : https://www.intowork.co/offres/12";
        assert_eq!(compose(&job("Une offre.", "fr"), None, FRONTEND), expected);
    }

    #[test]
    fn an_english_job_has_an_english_text() {
        let text = compose(&job("An offer.", "en"), None, FRONTEND);
        assert!(text.contains("Acme is hiring: ") && text.contains("Type: Full Time"), "{text}");
        assert!(text.ends_with("👉 Apply now: https://www.intowork.co/offres/12"), "{text}");
    }

    #[test]
    fn requirements_stand_in_for_a_missing_description() {
        assert!(compose(&job("  ", "fr"), None, FRONTEND).contains("\n\nRust\n\n"));
    }

    #[test]
    fn a_custom_message_replaces_all_but_the_link() {
        let text = compose(&job("x", "fr"), Some(" Rejoignez-nous #1 "), FRONTEND);
        assert_eq!(
            text,
            "Rejoignez-nous \\#1\n\n👉 Postulez maintenant : https://www.intowork.co/offres/12"
        );
    }

    #[test]
    fn s39_s40_the_link_survives_any_length() {
        for text in ["(".repeat(100_000), "🚀".repeat(5_000), "mot ".repeat(2_000)] {
            for post in [
                compose(&job(&text, "fr"), None, FRONTEND),
                compose(&job("", "fr"), Some(&text), FRONTEND),
            ] {
                assert!(length(&post) <= LIMIT, "{}", length(&post));
                assert!(post.contains('…') && post.ends_with("/offres/12"));
            }
        }
    }

    #[test]
    fn s39_control_and_direction_marks_are_dropped() {
        assert_eq!(clean("a\u{0}\u{202e}b\r\nc\u{1b}[1m"), "ab\nc[1m");
    }
}
