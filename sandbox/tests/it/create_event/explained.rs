//! Invitations that explain themselves: which position and offer, where, who invites and can be asked.

use serde_json::{Value, json};
use shared::model::provider::Provider::{self, GoogleCalendar, OutlookCalendar};
use simulator_kit::wire::Fault;

use super::{connected, sent};
use crate::interviews::{CALENDARS, create, keyed};
use crate::scene::{MARIAM, Scene};

/// Title and description of the last event that was sent, as a person reads them.
fn read(scene: &Scene, provider: Provider) -> (String, String) {
    let body = sent(scene, provider).pop().unwrap();
    let text = |pointer: &str| body.pointer(pointer).unwrap().as_str().unwrap().to_owned();
    match provider {
        GoogleCalendar => (text("/summary"), text("/description")),
        _ => (text("/subject"), text("/body/content").replace("<br>", "")),
    }
}

#[tokio::test]
async fn an_invitation_without_a_title_names_position_and_company_in_the_offer_s_language() {
    for provider in CALENDARS {
        for (language, title, first) in [
            ("fr", "Entretien – Développeur·se Full Stack (H/F) – Baobab Numérique", "Poste :"),
            ("EN", "Interview – Développeur·se Full Stack (H/F) – Baobab Numérique", "Position:"),
            ("pt", "Entrevista – Développeur·se Full Stack (H/F) – Baobab Numérique", "Vaga:"),
            ("Arabic", "مقابلة – Développeur·se Full Stack (H/F) – Baobab Numérique", "الوظيفة:"),
        ] {
            let scene = connected(provider).await;
            let mut job = scene.world.ats.job(1).unwrap();
            job.language = Some(language.to_owned());
            scene.world.ats.put_job(job);
            let answer = create(&scene, provider, json!({"title": null})).await.ok();
            assert_eq!(answer["warnings"], json!([]));
            let (shown, description) = read(&scene, provider);
            assert_eq!(shown, title, "{provider}");
            assert!(description.starts_with(first), "{provider}: {description}");
        }
    }
}

#[tokio::test]
async fn an_offer_without_a_title_is_not_called_like_its_company() {
    let scene = connected(GoogleCalendar).await;
    let mut job = scene.world.ats.job(1).unwrap();
    job.title = " ".to_owned();
    scene.world.ats.put_job(job);
    create(&scene, GoogleCalendar, json!({"title": null})).await.ok();
    let (title, description) = read(&scene, GoogleCalendar);
    assert_eq!(title, "Entretien – Baobab Numérique");
    assert!(!description.contains("Poste"), "{description}");
}

#[tokio::test]
async fn a_description_is_followed_by_what_explains_it_with_links_that_can_be_clicked() {
    for provider in CALENDARS {
        let scene = connected(provider).await;
        let body = json!({"description": "Avec la CTO.", "location": "Cocody, 3e étage"});
        create(&scene, provider, body).await.ok();
        let (_, text) = read(&scene, provider);
        let link = format!("{}/offres/1", scene.world.origins.dashboard);
        let mail = "awa.kone@baobab.example";
        let (link, mail) = match provider {
            OutlookCalendar => (
                format!("<a href=\"{link}\">{link}</a>"),
                format!("<a href=\"mailto:{mail}\">{mail}</a>"),
            ),
            _ => (link, mail.to_owned()),
        };
        let expected = format!(
            "Avec la CTO.\n\nPoste : Développeur·se Full Stack (H/F)\nL’offre : {link}\n\
             Lieu : Cocody, 3e étage\nInvitation de Baobab Numérique\nUne question ? Écrivez à {mail}"
        );
        assert_eq!(text, expected, "{provider}");
        let holding = format!("Voir {}/offres/1", scene.world.origins.dashboard);
        create(&scene, provider, json!({"description": holding})).await.ok();
        let (_, text) = read(&scene, provider);
        assert!(!text.contains("L’offre :"), "{text}");
    }
}

#[tokio::test]
async fn f31_what_we_explain_is_no_part_of_what_was_asked_for() {
    for provider in CALENDARS {
        let scene = connected(provider).await;
        for asked in
            [json!({"title": null}), json!({"title": "Entretien", "description": "Bonjour"})]
        {
            let first = create(&scene, provider, asked.clone()).await.ok();
            let count = sent(&scene, provider).len();
            let mut job = scene.world.ats.job(1).unwrap();
            job.title.push_str(" senior");
            scene.world.ats.put_job(job);
            let again = create(&scene, provider, asked.clone()).await.ok();
            assert_eq!(again["event_id"], first["event_id"], "{provider} {asked}");
            assert_eq!(sent(&scene, provider).len(), count, "{provider} {asked}");
        }
        let keyed_first =
            keyed(&scene, provider, json!({"title": null, "location": "x"}), Some("k"));
        let mut first = keyed_first.await.ok();
        let again =
            keyed(&scene, provider, json!({"title": null, "location": "x"}), Some("k")).await;
        // There is an interview at that time, which is told to whoever makes the second one.
        assert_eq!(first["warnings"][0]["code"], "conflict");
        first["warnings"] = json!([]);
        assert_eq!(again.ok(), first);
    }
}

#[tokio::test]
async fn f31_accents_in_one_character_or_in_two_are_the_same_request() {
    for provider in CALENDARS {
        let scene = connected(provider).await;
        let texts = |e: &str| json!({"title": format!("{e}tape"), "location": format!("Cit{e}"), "description": e});
        let first = create(&scene, provider, texts("é")).await.ok();
        let again = create(&scene, provider, texts("e\u{301}")).await.ok();
        assert_eq!(again["event_id"], first["event_id"], "{provider}");
        assert_eq!(sent(&scene, provider).len(), 1, "{provider}");
    }
}

#[tokio::test]
async fn an_interview_is_scheduled_though_its_offer_can_t_be_read() {
    for provider in CALENDARS {
        let scene = connected(provider).await;
        scene.put("preferences", MARIAM, json!({"language": "pt"})).await.ok();
        let down = Fault::respond(http::StatusCode::INTERNAL_SERVER_ERROR, Value::Null);
        scene.world.controls.api.inject(down.on("GET", "/api/jobs/*").times(u32::MAX));
        create(&scene, provider, json!({"title": null})).await.ok();
        let (title, text) = read(&scene, provider);
        assert_eq!(title, "Entrevista");
        assert!(text.starts_with("Alguma pergunta?"), "{text}");
    }
}

#[tokio::test]
async fn s39_s40_a_long_title_or_description_gives_way_and_is_told_and_the_rest_stays() {
    for provider in CALENDARS {
        let scene = connected(provider).await;
        let mut job = scene.world.ats.job(1).unwrap();
        job.title = "Responsable ".repeat(40);
        scene.world.ats.put_job(job);
        let body = json!({"title": null, "description": "mot & ".repeat(2_000)});
        let answer = create(&scene, provider, body).await.ok();
        let codes = answer["warnings"].as_array().unwrap();
        assert_eq!(codes.len(), 2, "{answer}");
        let (title, text) = read(&scene, provider);
        assert!(title.ends_with('…') && title.chars().count() <= 255, "{title}");
        assert!(text.contains('…') && text.contains("/offres/1"), "{text}");
        assert!(text.contains("Une question ?"), "{text}");
    }
}
