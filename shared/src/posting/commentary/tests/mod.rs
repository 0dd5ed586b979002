mod corpus;
mod generated;

use serde_json::{Value, json};

use super::*;

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

fn offer_link(job: &Job) -> String {
    format!("https://www.intowork.co/offres/{}", job.id)
}

fn composed(job: &Job, template: Option<&Template>, custom_message: Option<&str>) -> Commentary {
    compose(
        job,
        Manner { template: template.map(Ok), custom_message, ..Manner::default() },
        &offer_link(job),
    )
}

fn standard(job: &Job) -> Commentary {
    composed(job, None, None)
}

#[test]
fn b11_the_standard_text_says_job_place_pay_and_employer_above_the_fold() {
    let offer = job(json!({
        "title": "Développeur (H/F)", "location_type": "hybrid", "salary_min": 900_000,
        "salary_max": 1_400_000, "currency": "XOF", "salary_period": "month", "skills": ["Rust"],
        "description": "Description du poste :\nVous concevez nos API en Rust. Vous testez.\n\n- Rigueur\n- Humour",
    }));
    let expected = "🚀 Développeur (H/F) – Abidjan (hybride) · Temps plein · 900\u{a0}000 – 1\u{a0}400\u{a0}000\u{a0}FCFA par mois\n\
        💼 Acme 👉 https://www.intowork.co/offres/12\n\
        Vous concevez nos API en Rust.\n\n\
        Vous testez.\n\n• Rigueur\n• Humour\n\n\
        Profil recherché\nRust\n\n\
        📍 Abidjan, Côte d’Ivoire\n\n\
        #Abidjan #Développeur #Rust #TempsPlein";
    assert_eq!(standard(&offer).text, expected);
}

#[test]
fn a_post_is_written_in_the_offer_s_language_however_it_is_named() {
    for (language, contract, hiring) in [
        (json!("EN"), "Full time", "#Hiring"),
        (json!("English"), "Full time", "#Hiring"),
        (json!("pt"), "Tempo inteiro", "#Recrutamento"),
        (json!("AR"), "دوام كامل", "#توظيف"),
        (json!("français"), "Temps plein", "#Recrutement"),
        (json!(7), "Temps plein", "#Recrutement"),
        (json!(null), "Temps plein", "#Recrutement"),
    ] {
        let offer = job(json!({"language": language, "location": null, "company_name": "&"}));
        let text = standard(&offer).text;
        assert!(text.lines().next().unwrap().ends_with(contract), "{language}: {text}");
        assert!(text.contains(hiring), "{language}: {text}");
    }
}

#[test]
fn a_language_that_nobody_named_is_read_in_the_text_else_it_is_the_company_s() {
    let written = |title: &str, description: &str| {
        job(
            json!({"language": null, "title": title, "description": description, "requirements": null}),
        )
    };
    let english = written("Cook", "We are looking for a cook who loves fresh food.");
    assert_eq!(language(&english, Some(Language::Arabic)), Language::English);
    for named in ["unknown", "null", "N/A", "bilingual", "es"] {
        let named = Job { language: Some(named.to_owned()), ..english.clone() };
        assert_eq!(language(&named, None), Language::English, "{:?}", named.language);
    }
    let short = written("SQL", "");
    assert_eq!(language(&short, Some(Language::Portuguese)), Language::Portuguese);
    assert_eq!(language(&short, None), Language::French);
    let spanish = written("Cocinero", "Buscamos una persona para nuestro equipo en Madrid.");
    assert_eq!(language(&spanish, Some(Language::English)), Language::English);
    let html = written("مهندس", "<p style=\"text-align:right\">نبحث عن مهندس للعمل معنا</p>");
    assert_eq!(language(&html, None), Language::Arabic);
}

#[test]
fn an_arabic_text_is_read_from_the_right_in_each_of_its_lines() {
    let offer = job(json!({
        "language": "ar", "title": "محاسب", "company_name": "Atlas (Maroc)", "location": "الدار البيضاء، المغرب",
        "salary_min": 8000, "salary_max": 12000, "currency": "MAD", "salary_period": "monthly",
        "description": "SAP خبرة في نظام محاسبي مطلوبة. الدوام كامل.", "requirements": null,
    }));
    let text = standard(&offer).text;
    let lines: Vec<_> = text.lines().collect();
    assert_eq!(lines[0], "🚀 محاسب – الدار البيضاء · دوام كامل · 8,000 – 12,000\u{a0}درهم شهريًا");
    assert_eq!(lines[1], "\u{200f}💼 Atlas (Maroc) 👉 https://www.intowork.co/offres/12");
    assert_eq!(lines[2], "\u{200f}SAP خبرة في نظام محاسبي مطلوبة.");
    let english = standard(&job(json!({"language": "en", "description": "SAP خبرة"}))).text;
    assert!(!english.contains('\u{200f}'), "{english}");
}

#[test]
fn a_pay_is_written_as_its_readers_write_it() {
    let pay = |language: &str, fields: Value| {
        let mut changes = json!({"language": language});
        changes.as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
        let template =
            Template::parse("{{ salary }}{% if salary %} {% endif %}{{ apply_url }}").unwrap();
        let text = composed(&job(changes), Some(&template), None).text;
        text.strip_suffix(LINK).unwrap().trim().replace('\u{a0}', "_").replace('\u{200f}', "")
    };
    let range = |currency: &str| json!({"salary_min": 48_000, "salary_max": 1_056_000, "currency": currency});
    for (language, fields, expected) in [
        ("fr", range("XOF"), "48_000 – 1_056_000_FCFA"),
        ("en", range("xaf"), "48,000 – 1,056,000_FCFA"),
        ("pt", range("F CFA"), "48.000 – 1.056.000_FCFA"),
        ("fr", range("EUR"), "48_000 – 1_056_000_€"),
        ("en", range("€"), "€48,000 – €1,056,000"),
        ("en", range("NGN"), "₦48,000 – ₦1,056,000"),
        ("fr", range("NGN"), "48_000 – 1_056_000_NGN"),
        ("en", range("KES"), "KES_48,000 – 1,056,000"),
        ("en", range("KSh."), "KES_48,000 – 1,056,000"),
        ("fr", range("MAD"), "48_000 – 1_056_000_DH"),
        ("ar", range("MAD"), "48,000 – 1,056,000_درهم"),
        (
            "en",
            json!({"salary_min": 500, "currency": "USD", "salary_period": "week"}),
            "from $500 a week",
        ),
        ("fr", json!({"salary_max": "350 000", "currency": "XOF"}), "jusqu’à 350_000_FCFA"),
        (
            "pt",
            json!({"salary_min": 9, "salary_max": 9, "currency": "AOA", "salary_period": "hourly"}),
            "9_Kz por hora",
        ),
        (
            "fr",
            json!({"salary_min": 3000, "salary_max": 2000.4, "currency": "EUR", "salary_period": "?"}),
            "2_000 – 3_000_€",
        ),
        ("fr", json!({"salary_min": 0, "salary_max": -5, "currency": "EUR"}), ""),
        ("fr", json!({"salary_min": "2.000", "currency": "EUR"}), ""),
        (
            "pt",
            json!({"salary_min": "2000.50", "currency": "BRL", "salary_period": "Mês"}),
            "a partir de R$_2.001 por mês",
        ),
        ("fr", json!({"salary_min": 1000, "salary_max": 2000, "currency": null}), ""),
        ("fr", json!({"salary_min": "selon profil", "salary_max": null, "currency": "XOF"}), ""),
        ("fr", json!({"salary_min": 1e300, "salary_max": [], "currency": "XOF"}), ""),
        ("fr", json!({"salary_min": 1000, "currency": "à négocier"}), ""),
    ] {
        assert_eq!(pay(language, fields.clone()), expected, "{language} {fields}");
    }
}

#[test]
fn the_parts_that_the_ats_keeps_have_headings_and_come_once() {
    let offer = job(json!({
        "description": "<p>Une offre.</p>", "mission_principale": "Piloter", "responsibilities": "<ul><li>Vendre</li></ul>",
        "requirements": "Profil recherché :\nRigueur", "profil_formation": 7, "benefits": "Une offre.", "context": " ",
    }));
    let template = Template::parse("{{ sections }}\n{{ work_mode }}{{ apply_url }}").unwrap();
    let text = composed(&offer, Some(&template), None).text;
    let expected = format!(
        "Mission principale\nPiloter\n\nMissions\n• Vendre\n\nProfil recherché\nRigueur\n{LINK}"
    );
    assert_eq!(text, expected);
    let long = json!({"description": "Une phrase. ".repeat(500), "benefits": "Repas, bus."});
    let text = composed(&job(long), Some(&template), None).text;
    assert!(text.contains("Repas, bus."), "what a template does not show takes no room: {text}");
    let text =
        standard(&job(json!({"description": "", "requirements": "Rigueur et humour."}))).text;
    assert_eq!(text.matches("Rigueur").count(), 1, "{text}");
}

#[test]
fn what_the_job_lacks_leaves_no_gap() {
    let bare = json!({"location": null, "job_type": null, "description": "  ", "company_name": ""});
    assert_eq!(
        standard(&job(bare)).text,
        format!(
            "🚀 Développeur (H/F)\n💼 Notre entreprise 👉 {LINK}\nRust\n\n#Développeur #NotreEntreprise #Recrutement"
        )
    );
}

#[test]
fn what_the_title_says_is_not_said_twice() {
    let line = |changes: Value| standard(&job(changes)).text.lines().next().unwrap().to_owned();
    assert_eq!(
        line(json!({"title": "Commercial - Abidjan"})),
        "🚀 Commercial - Abidjan · Temps plein"
    );
    assert_eq!(
        line(json!({"title": "Stage RH", "job_type": "internship"})),
        "🚀 Stage RH – Abidjan"
    );
    let remote = json!({"title": "Dev", "location": "Remote (Africa)", "location_type": "remote"});
    assert_eq!(line(remote), "🚀 Dev – Remote (Africa) · Temps plein");
    let nowhere =
        json!({"title": "Dev", "location": "N/A", "location_type": "REMOTE", "country": "ci"});
    assert_eq!(line(nowhere), "🚀 Dev – 🇨🇮 (télétravail) · Temps plein");
    let odd = json!({"title": "Dev", "location": null, "location_type": "moon", "job_type": "?", "country": "Côte"});
    assert_eq!(line(odd), "🚀 Dev");
}

#[test]
fn a_text_that_is_cut_has_its_link_below_as_well() {
    let post = standard(&described(&"Une phrase de plus. ".repeat(300)));
    assert!(post.text.ends_with(&format!("👉 Postulez maintenant : {LINK}")), "{}", post.text);
    assert_eq!(post.text.matches(LINK).count(), 2);
    assert_eq!(
        post.warnings,
        [Warning::text_shortened(Shortened::Description, Provider::LinkedIn)]
    );
}

#[test]
fn a_custom_message_replaces_all_but_the_link_and_wins_over_a_template() {
    let template = Template::parse("{{ title }} {{ apply_url }}").unwrap();
    let message = Some(" Rejoignez-nous #1 #Emploi ");
    let post = composed(&job(json!({})), Some(&template), message);
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
    let text = |job: &Job| composed(job, Some(&template), None).text;
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
        let message = composed(&described(""), None, Some(&text));
        assert_eq!(
            message.warnings,
            [Warning::text_shortened(Shortened::Message, Provider::LinkedIn)]
        );
        let description = [Warning::text_shortened(Shortened::Description, Provider::LinkedIn)];
        assert_eq!(standard(&job).warnings, description);
        for post in [standard(&job), message, composed(&job, Some(&twice), None)] {
            let length = length(&post.commentary);
            assert!((LIMIT - 40..=LIMIT).contains(&length), "{length}");
            assert!(post.text.contains('…') && post.text.ends_with(LINK), "{}", post.text);
        }
    }
}

#[test]
fn s39_control_and_direction_marks_are_dropped() {
    let text = standard(&described("a\u{0}\u{202e}b\r\nc\u{1b}[1m")).text;
    assert!(text.contains("\nab\n\nc[1m\n"), "{text}");
}

#[test]
fn hashtags_name_place_trade_and_skills_and_are_three_to_five() {
    let tags = |changes: Value| {
        let text = standard(&job(changes)).text;
        text.lines().find(|line| line.starts_with('#')).unwrap_or_default().to_owned()
    };
    let skills = json!(["Rust", "C++", "base de données", "rust", "Node.js", "SQL", "Go", "Kafka"]);
    assert_eq!(
        tags(json!({"skills": skills})),
        "#Abidjan #Développeur #Rust #BaseDeDonnées #Nodejs"
    );
    let odd =
        json!(["C++", "C#", "R&D", ".NET", "#", "F#", "é", "  ", "Excel (avancé)", "E\u{301}tude"]);
    assert_eq!(
        tags(json!({"skills": odd, "title": "R&D | C++ Developer {2}"})),
        "#Abidjan #Excel #Étude #TempsPlein"
    );
    let title = |title: &str| tags(json!({"title": title, "location": null, "job_type": null}));
    assert_eq!(title("Comptable confirmé(e) – H/F"), "#ComptableConfirmé #Acme #Recrutement");
    assert_eq!(
        title("Directeur·rice des opérations"),
        "#DirecteurDesOpérations #Acme #Recrutement"
    );
    assert_eq!(title("Un poste qui se dit en beaucoup de mots"), "#Acme #Recrutement");
    for (written, tag) in [
        ("Infirmier.ère", "#Infirmier"),
        ("Développeur.euse", "#Développeur"),
        ("Conseiller.e.s de vente", "#ConseillerDeVente"),
        ("Assistant-e RH", "#AssistantRH"),
        ("Aide-soignant.e", "#AideSoignant"),
        ("Vendeur m/w/d", "#Vendeur"),
        ("Serveur/se", "#Serveur"),
        ("ASP.NET", "#ASPNET"),
        ("CHEF DE RANG", "#ChefDeRang"),
        ("Technico-commercial", "#TechnicoCommercial"),
        ("DRH", "#DRH"),
        ("UI/UX Designer", "#Acme"),
    ] {
        assert_eq!(title(written).split(' ').next(), Some(tag), "{written}");
    }
}

#[test]
fn s24_a_template_is_refused_with_a_reason() {
    for (template, reason) in [
        ("{{ title }}", "{{ apply_url }}"),
        ("{% if location %}{{ apply_url }}{% endif %}", "{{ apply_url }}"),
        ("{{ wage }} {{ apply_url }}", "wage"),
        ("{% if location %}{% else %}{{ wage }}{% endif %}{{ apply_url }}", "wage"),
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
