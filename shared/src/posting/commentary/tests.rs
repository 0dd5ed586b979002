use serde_json::{Value, json};

use super::*;

const FRONTEND: &str = "https://www.intowork.co";
const LINK: &str = "https://www.intowork.co/offres/12";

fn job(changes: Value) -> Job {
    let mut job = json!({
        "id": 12, "company_id": 1, "company_name": "Acme", "title": "Développeur (H/F)",
        "description": "Une offre.", "requirements": "Rust", "location": "Abidjan, Côte d’Ivoire",
        "job_type": "full_time", "status": "published", "language": "fr",
    });
    for (name, value) in changes.as_object().unwrap() {
        job[name] = value.clone();
    }
    serde_json::from_value(job).unwrap()
}

fn described(description: &str) -> Job {
    job(json!({"description": description}))
}

fn standard(job: &Job) -> Commentary {
    compose(job, None, None, FRONTEND)
}

#[test]
fn the_text_is_the_one_people_know() {
    let expected = "🚀 Acme recrute : Développeur \\(H/F\\)\n\n\
        📍 Localisation : Abidjan, Côte d’Ivoire\n💼 Type : Temps Plein\n\nUne offre.\n\n\
        {hashtag|\\#|Recrutement} {hashtag|\\#|Emploi} {hashtag|\\#|TempsPlein} {hashtag|\\#|Abidjan}\n\n\
        👉 Postulez maintenant : https://www.intowork.co/offres/12";
    assert_eq!(standard(&job(json!({}))).commentary, expected);
}

#[test]
fn an_english_job_has_an_english_text() {
    let text = standard(&job(json!({"language": "en-GB"}))).text;
    assert!(text.contains("Acme is hiring: ") && text.contains("Type: Full Time"), "{text}");
    assert!(text.ends_with("👉 Apply now: https://www.intowork.co/offres/12"), "{text}");
}

#[test]
fn what_the_job_lacks_leaves_no_gap() {
    let bare = json!({"location": null, "job_type": null, "description": "  ", "company_name": ""});
    let text = standard(&job(bare)).text;
    assert!(
        text.starts_with("🚀 Notre entreprise recrute : Développeur (H/F)\n\nRust\n\n#Rec"),
        "{text}"
    );
}

#[test]
fn a_custom_message_replaces_all_but_the_link_and_wins_over_a_template() {
    let template = Template::parse("{{ title }} {{ apply_url }}").unwrap();
    let message = Some(" Rejoignez-nous #1 #Emploi ");
    let post = compose(&job(json!({})), Some(&template), message, FRONTEND);
    assert_eq!(
        post.commentary,
        format!("Rejoignez-nous \\#1 {{hashtag|\\#|Emploi}}\n\n👉 Postulez maintenant : {LINK}")
    );
}

#[test]
fn a_template_is_the_companys_own_text() {
    let template = Template::parse(
        "{{ title }} chez {{company}}{% if location %} à {{ location }}{% else %} partout{% endif %} #Go\n{{ apply_url }}",
    );
    let template = template.unwrap();
    let text = |job: &Job| compose(job, Some(&template), None, FRONTEND).text;
    assert_eq!(
        text(&job(json!({}))),
        format!("Développeur (H/F) chez Acme à Abidjan, Côte d’Ivoire #Go\n{LINK}")
    );
    assert!(text(&job(json!({"location": null}))).contains("Acme partout"));
}

#[test]
fn s39_s40_the_link_survives_any_length() {
    let twice = Template::parse("{{ description }}\n{{ description }}\n{{ apply_url }}").unwrap();
    for text in ["(".repeat(100_000), "🚀".repeat(5_000), "mot ".repeat(2_000), "#a ".repeat(2_000)]
    {
        let job = described(&text);
        for post in [
            standard(&job),
            compose(&described(""), None, Some(&text), FRONTEND),
            compose(&job, Some(&twice), None, FRONTEND),
        ] {
            let length = length(&post.commentary);
            assert!((LIMIT - 40..=LIMIT).contains(&length), "{length}");
            assert!(post.text.contains('…') && post.text.ends_with(LINK), "{}", post.text);
            assert_eq!(
                post.warnings,
                [Warning::text_shortened(Shortened::Text, Provider::LinkedIn)]
            );
        }
    }
}

#[test]
fn s39_control_and_direction_marks_are_dropped() {
    let text = standard(&described("a\u{0}\u{202e}b\r\nc\u{1b}[1m")).text;
    assert!(text.contains("ab\nc[1m"), "{text}");
}

#[test]
fn hashtags_name_job_type_place_and_skills() {
    let skills = json!(["Rust", "C++", "base de données", "rust", "Node.js", "SQL", "Go", "Kafka"]);
    let text = standard(&job(json!({"skills": skills}))).text;
    assert!(
        text.contains(
            "\n#Recrutement #Emploi #TempsPlein #Abidjan #Rust #BaseDeDonnées #Nodejs #SQL\n"
        ),
        "{text}"
    );
}

#[test]
fn s24_a_template_is_refused_with_a_reason() {
    for (template, reason) in [
        ("{{ title }}", "{{ apply_url }}"),
        ("{% if location %}{{ apply_url }}{% endif %}", "{{ apply_url }}"),
        ("{{ salary }} {{ apply_url }}", "salary"),
        ("{% if location %}{% else %}{{ salary }}{% endif %}{{ apply_url }}", "salary"),
        ("{{ title.length }} {{ apply_url }}", "title"),
        ("{{ title {{ apply_url }}", "syntax"),
        ("{{ title | upper }} {{ apply_url }}", "{{ apply_url | filter }}"),
        ("{% for x in [1, 2] %}{% endfor %}{{ apply_url }}", "{% if"),
        ("{%- include \"/etc/passwd\" %}{{ apply_url }}", "{% if"),
        ("   ", "empty"),
        (&format!("{}{{{{ apply_url }}}}", "x".repeat(2990)), "too long"),
        (&format!("{}{{{{ apply_url }}}}", "{{ title }}".repeat(16)), "too long"),
    ] {
        let problem = Template::parse(template).unwrap_err().to_string();
        let expected = if reason.contains("filter") { "filter" } else { reason };
        assert!(problem.contains(expected), "{template}: {problem}");
    }
}

#[test]
fn the_standard_texts_are_valid_templates() {
    for language in [Language::French, Language::English] {
        for text in [language.text(), language.message()] {
            assert!(Template::parse(text).is_ok(), "{text}");
        }
    }
}
