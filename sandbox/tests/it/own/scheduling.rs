//! Whose calendar an interview goes to, and who may change it there.

use serde_json::{Value, json};
use shared::model::provider::Provider::{self, GoogleCalendar, OutlookCalendar};
use tracing::Level;

use super::{agenda, connect_for, disconnect_for, schedule};
use crate::calendars::wire;
use crate::interviews::{CALENDARS, delete, list, search, update};
use crate::logs::Logs;
use crate::scene::{COLLEAGUE, MARIAM, Scene, THIRD};

/// A recruiter's account, and the company's.
const fn accounts(provider: Provider) -> (&'static str, &'static str) {
    match provider {
        GoogleCalendar => ("awa", "lead"),
        _ => ("fatou", "lead"),
    }
}

/// Mariam has her own calendar beside the company's.
async fn both(provider: Provider) -> Scene {
    let scene = Scene::new().await;
    connect_for(&scene, (MARIAM, "me"), provider, accounts(provider).0).await.ok();
    connect_for(&scene, (COLLEAGUE, "company"), provider, accounts(provider).1).await.ok();
    scene
}

/// Mariam schedules; the event's id.
async fn hers(scene: &Scene, provider: Provider, title: &str) -> String {
    let made = schedule(scene, (MARIAM, provider), json!({"title": title})).await.ok();
    made["event_id"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn b16_each_interview_goes_to_its_recruiter_s_calendar_and_who_has_none_uses_the_company_s() {
    let scene = Scene::new().await;
    connect_for(&scene, (MARIAM, "me"), GoogleCalendar, "awa").await.ok();
    connect_for(&scene, (COLLEAGUE, "me"), OutlookCalendar, "fatou").await.ok();
    connect_for(&scene, (MARIAM, "company"), GoogleCalendar, "lead").await.ok();
    let made = [
        (MARIAM, GoogleCalendar, "Premier", "awa", "me"),
        (COLLEAGUE, OutlookCalendar, "Deuxième", "fatou", "me"),
        (THIRD, GoogleCalendar, "Troisième", "lead", "company"),
    ];
    for (user, provider, title, account, whose) in made {
        let answer = schedule(&scene, (user, provider), json!({"title": title})).await.ok();
        assert_eq!(answer["organizer"]["for"], whose, "{answer}");
        assert!(agenda(&scene, provider, account).await.contains(title), "{title}");
    }
    assert!(!agenda(&scene, GoogleCalendar, "lead").await.contains("Premier"));
    assert!(!agenda(&scene, GoogleCalendar, "awa").await.contains("Troisième"));
    schedule(&scene, (THIRD, OutlookCalendar), json!({})).await.expect(409, "not_connected");
}

#[tokio::test]
async fn b16_calendar_of_says_whose_and_an_own_one_that_is_dead_is_not_passed_over() {
    for provider in CALENDARS {
        let scene = both(provider).await;
        let companys = json!({"title": "Société", "calendar_of": "company"});
        let answer = schedule(&scene, (MARIAM, provider), companys).await.ok();
        assert_eq!(answer["organizer"]["for"], "company");
        assert_eq!(answer["organizer"]["user_id"], Value::Null);
        assert!(agenda(&scene, provider, "lead").await.contains("Société"));
        let mine = json!({"calendar_of": "me"});
        schedule(&scene, (THIRD, provider), mine).await.expect(409, "not_connected");
        let neither = json!({"calendar_of": "colleague"});
        schedule(&scene, (MARIAM, provider), neither).await.expect(400, "invalid_request");
        let key = format!("CREDENTIAL#{}#{MARIAM}", provider.key());
        crate::unreadable::spoil(&scene, &key, "state").await;
        let dead = schedule(&scene, (MARIAM, provider), json!({})).await;
        dead.expect(409, "reauthorization_required");
        schedule(&scene, (MARIAM, provider), json!({"calendar_of": "company"})).await.ok();
    }
}

#[tokio::test]
async fn b16_any_employer_moves_and_cancels_by_the_calendar_that_organizes() {
    for provider in CALENDARS {
        let scene = both(provider).await;
        let id = hers(&scene, provider, "Chez elle").await;
        for user in [COLLEAGUE, THIRD] {
            let title = format!("Chez elle {user}");
            let moved = update(&scene, (user, provider), &id, json!({"title": title})).await.ok();
            let organizer = json!({"for": "colleague", "user_id": MARIAM, "account": null});
            assert_eq!((&moved["organizer"], &moved["event_url"]), (&organizer, &Value::Null));
            let known = agenda(&scene, provider, accounts(provider).0).await;
            assert!(known.contains(&title));
        }
        assert!(!agenda(&scene, provider, "lead").await.contains("Chez elle"));
        delete(&scene, (THIRD, provider), &id).await.ok();
        assert_eq!(list(&scene, MARIAM).await[0]["status"], "cancelled");
    }
}

#[tokio::test]
async fn b16_a_calendar_that_is_gone_is_told_and_no_other_takes_its_place() {
    for provider in CALENDARS {
        let scene = both(provider).await;
        let id = hers(&scene, provider, "Chez elle").await;
        disconnect_for(&scene, (MARIAM, "me"), provider).await;
        wire(&scene, provider).forget();
        let title = json!({"title": "Autre"});
        let refused = update(&scene, (COLLEAGUE, provider), &id, title.clone()).await;
        let refused = refused.expect(409, "organizer_unavailable");
        assert!(refused.text.contains("aw… (baobab.example)"), "{refused:?}");
        assert!(!refused.text.contains("acme.ci"), "{refused:?}");
        delete(&scene, (THIRD, provider), &id).await.expect(409, "organizer_unavailable");
        let own = update(&scene, (MARIAM, provider), &id, title.clone()).await;
        assert!(own.expect(409, "organizer_unavailable").text.contains("your own"));
        assert_eq!(wire(&scene, provider).requests().len(), 0, "nobody is asked");
        assert_eq!(list(&scene, MARIAM).await[0]["status"], "scheduled");
        // With another account she has the calendar back, and not what stands in the former one.
        connect_for(&scene, (MARIAM, "me"), provider, accounts(provider).1).await.ok();
        wire(&scene, provider).forget();
        let refused = update(&scene, (COLLEAGUE, provider), &id, title.clone()).await;
        let refused = refused.expect(409, "organizer_unavailable");
        assert!(refused.text.contains("aw… (baobab.example)"), "{refused:?}");
        let own = update(&scene, (MARIAM, provider), &id, title.clone()).await;
        own.expect(409, "other_account");
        for (user, code) in [(COLLEAGUE, "organizer_unavailable"), (MARIAM, "other_account")] {
            let moving = json!({"event_id": id});
            search(&scene, (user, provider), moving).await.expect(409, code);
        }
        assert_eq!(wire(&scene, provider).requests().len(), 0, "nobody is asked");
        disconnect_for(&scene, (MARIAM, "me"), provider).await;
        connect_for(&scene, (MARIAM, "me"), provider, accounts(provider).0).await.ok();
        update(&scene, (COLLEAGUE, provider), &id, title).await.ok();
    }
}

#[tokio::test]
async fn s47_of_an_interview_in_a_colleague_s_calendar_neither_account_nor_link_is_told() {
    for provider in CALENDARS {
        let scene = both(provider).await;
        hers(&scene, provider, "Chez elle").await;
        let own = list(&scene, MARIAM).await[0].clone();
        assert_eq!((&own["organizer"]["for"], own["event_url"].is_string()), (&json!("me"), true));
        assert!(own["organizer"]["account"].as_str().unwrap().ends_with("(acme.ci)"));
        let seen = list(&scene, COLLEAGUE).await[0].clone();
        assert_eq!(seen["organizer"], json!({"for": "colleague", "user_id": 1, "account": null}));
        assert_eq!((&seen["event_url"], &seen["account"]), (&Value::Null, &Value::Null));
    }
}

#[tokio::test]
async fn f31_what_a_colleague_scheduled_is_answered_again_and_made_once() {
    for provider in CALENDARS {
        let scene = both(provider).await;
        let id = hers(&scene, provider, "Une fois").await;
        for pause in ["1s", "5m"] {
            scene.advance(pause);
            let again =
                schedule(&scene, (THIRD, provider), json!({"title": "Une fois"})).await.ok();
            assert_eq!(
                (&again["event_id"], &again["organizer"]["for"]),
                (&json!(id), &json!("colleague"))
            );
            assert_eq!(again["event_url"], Value::Null);
        }
        assert!(!agenda(&scene, provider, "lead").await.contains("Une fois"));
        disconnect_for(&scene, (MARIAM, "me"), provider).await;
        let again = schedule(&scene, (THIRD, provider), json!({"title": "Une fois"})).await;
        again.expect(409, "organizer_unavailable");
    }
}

#[tokio::test]
async fn s22_the_audit_names_who_asked_and_whose_calendar_was_used() {
    let scene = both(GoogleCalendar).await;
    let id = hers(&scene, GoogleCalendar, "Chez elle").await;
    let logs = Logs::capture(Level::INFO);
    delete(&scene, (COLLEAGUE, GoogleCalendar), &id).await.ok();
    let lines = logs.lines("cancel_event");
    let audit: Value = serde_json::from_str(&lines[0]).unwrap();
    assert_eq!((&audit["user_id"], &audit["owner_id"]), (&json!(COLLEAGUE), &json!(MARIAM)));
}

#[tokio::test]
async fn b16_an_interview_of_before_is_the_company_s() {
    let scene = both(GoogleCalendar).await;
    let made = json!({"calendar_of": "company"});
    let made = schedule(&scene, (THIRD, GoogleCalendar), made).await.ok();
    let item = scene.dump();
    assert!(item.contains("EVENT#google_calendar#") && !item.contains("organizer_id"), "{item}");
    let id = made["event_id"].as_str().unwrap();
    update(&scene, (MARIAM, GoogleCalendar), id, json!({"title": "Autre"})).await.ok();
    assert!(agenda(&scene, GoogleCalendar, "lead").await.contains("Autre"));
}
