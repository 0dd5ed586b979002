//! All a company can do at every provider, and not a secret of it in the table, the log or an answer.

use serde_json::{Value, json};
use shared::model::provider::Provider::{self, GoogleCalendar, LinkedIn, Slack, Zoom};
use simulator_kit::wire::Fault;
use tracing::Level;
use url::Url;

use super::Canaries;
use crate::answer::Answer;
use crate::connect_calendars::{self, EVENTS_SCOPE};
use crate::every_provider::account;
use crate::interviews::{CALENDARS, create, delete, list, search, update};
use crate::logs::Logs;
use crate::posts::LAGUNE;
use crate::scene::{COLLEAGUE, MARIAM, STRANGER, Scene};
use crate::upkeep::sweep;

/// Guests and candidates, by the local parts of their addresses: nobody's is stored, logged or answered but
/// to whoever has named it.
const GUESTS: [&str; 4] = ["ibrahim.traore", "camille.dupre", "lead", "a-guest-of-ours"];

struct Watch {
    canaries: Canaries,
    logs: Logs,
}

impl Watch {
    /// Neither in the table nor, so far, in the log.
    #[track_caller]
    fn look(&self, scene: &Scene) {
        self.canaries.absent("the table", &scene.dump());
        self.canaries.absent("the log", &self.logs.text());
        for guest in GUESTS {
            let address = format!("{guest}@");
            assert!(!scene.dump().contains(&address), "{address} in the table");
            assert!(!self.logs.text().contains(&address), "{address} in the log");
        }
        for provider in Provider::ALL {
            let address = format!("{}@acme.ci", account(provider));
            assert!(!self.logs.text().contains(&address), "{address} in the log");
        }
    }

    fn answered(&self, scene: &Scene, answer: Answer) -> Value {
        self.canaries.absent("an answer", &answer.text);
        self.look(scene);
        answer.ok()
    }
}

/// The person consents, the browser bounces, the frontend completes.
async fn connect(scene: &Scene, watch: &mut Watch, provider: Provider) {
    if provider == LinkedIn {
        let partner = json!({"partner_refresh_tokens": true});
        scene.turn(&scene.world.origins[LinkedIn], "kofi", partner).await;
    }
    if provider == Slack {
        scene.turn(&scene.world.origins[Slack], "sali", json!({"rotation": true})).await;
    }
    let (url, state) = scene.begin(MARIAM, provider.slug()).await;
    let back = consent(scene, provider, &url).await;
    watch.canaries.add_flow(&state, &back);
    // Its target holds code and state on purpose: in the fragment, which reaches no server.
    let bounced = scene.bounce(provider.slug(), back.query().unwrap()).await;
    assert!(bounced.text.is_empty() && bounced.location().fragment().is_some());
    watch.look(scene);
    let answer = scene.complete(MARIAM, provider.slug(), &back).await;
    watch.canaries.add_tokens(scene, provider).await;
    watch.answered(scene, answer);
}

async fn consent(scene: &Scene, provider: Provider, url: &str) -> Url {
    let free_busy = "https://www.googleapis.com/auth/calendar.freebusy";
    match provider {
        LinkedIn | Zoom | Slack => scene.decide(url, account(provider), "allow").await,
        _ => {
            let boxes = [EVENTS_SCOPE, free_busy];
            connect_calendars::decide(scene, url, account(provider), &boxes).await
        }
    }
}

/// Whatever can be done with a post.
async fn post(scene: &Scene, watch: &Watch) {
    let published = scene.publish(MARIAM, json!({"job_id": 1})).await;
    let post = watch.answered(scene, published)["post_id"].as_str().unwrap().to_owned();
    let choice = json!({"organization_id": LAGUNE});
    for answer in [
        scene.call("organizations", COLLEAGUE, |_| ()).await,
        scene.put("choose-organization", MARIAM, choice).await,
        scene.call("preview", MARIAM, |_| ()).await,
        scene.call("template", MARIAM, |_| ()).await,
        scene.call("list-posts", MARIAM, |_| ()).await,
        scene.at_post("post-statistics", MARIAM, &post).await,
        scene.at_post("delete-post", MARIAM, &post).await,
    ] {
        watch.answered(scene, answer);
    }
    scene.snapshot().await;
    watch.look(scene);
}

/// Whatever can be done with an interview.
async fn interview(scene: &Scene, watch: &Watch, provider: Provider) {
    let guests =
        json!({"attendees": ["a-guest-of-ours@mail.example"], "create_meeting_link": true});
    watch.answered(scene, create(scene, provider, guests).await);
    // The candidate, by the address in the recruiting system.
    let made = create(scene, provider, json!({"title": "Autre"})).await;
    let id = watch.answered(scene, made)["event_id"].as_str().unwrap().to_owned();
    let guests = json!({"attendees": ["lead@acme.ci", "camille.dupre+cv@courrier.example"]});
    watch.answered(scene, update(scene, (MARIAM, provider), &id, guests).await);
    watch.answered(scene, search(scene, (MARIAM, provider), json!({})).await);
    watch.answered(scene, delete(scene, (COLLEAGUE, provider), &id).await);
    let at_zoom = json!({"title": "Zoom", "meeting_provider": "zoom"});
    let made = create(scene, provider, at_zoom).await;
    let id = watch.answered(scene, made)["event_id"].as_str().unwrap().to_owned();
    watch.answered(scene, delete(scene, (COLLEAGUE, provider), &id).await);
    list(scene, MARIAM).await;
    watch.look(scene);
}

/// The tokens are renewed by the schedule, and by a use.
async fn renew(scene: &Scene, watch: &mut Watch) {
    scene.advance("54 days");
    assert_eq!(sweep(scene).await["renewed"], 5);
    for provider in Provider::ALL {
        watch.canaries.add_tokens(scene, provider).await;
    }
    watch.look(scene);
}

/// The connections go; one grant's revocation has to wait for the next day.
async fn disconnect(scene: &Scene, watch: &Watch) {
    let down = Fault::respond(http::StatusCode::SERVICE_UNAVAILABLE, Value::Null).times(1);
    scene.world.controls[GoogleCalendar].inject(down.on("POST", "/revoke"));
    for provider in Provider::ALL {
        watch.answered(scene, scene.disconnect(MARIAM, provider.slug()).await);
    }
    scene.advance("1 day");
    assert_eq!(sweep(scene).await["withdrawn"], 1);
    watch.look(scene);
}

#[tokio::test]
async fn s26_s32_all_that_a_company_does_at_every_provider_leaves_no_secret_and_no_guest_s_address()
{
    let logs = Logs::capture(Level::DEBUG);
    let scene = Scene::new().await;
    let mut watch = Watch { canaries: Canaries::new(&scene), logs };
    for user in [COLLEAGUE, STRANGER] {
        let token = scene.bearer(user);
        watch.canaries.add("caller's token", token.strip_prefix("Bearer ").unwrap());
    }
    for provider in Provider::ALL {
        connect(&scene, &mut watch, provider).await;
    }
    post(&scene, &watch).await;
    for provider in CALENDARS {
        interview(&scene, &watch, provider).await;
    }
    watch.answered(&scene, scene.call("status", COLLEAGUE, |_| ()).await);
    renew(&scene, &mut watch).await;
    disconnect(&scene, &watch).await;
    assert!(!scene.dump().contains('@'), "an account's address outlives its connection");
    assert!(watch.canaries.0.len() > 30, "tokens, codes, states and verifiers of five providers");
}
