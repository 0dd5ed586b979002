//! One whole answer, at least, of each endpoint, made by a company that does all there is to do.

use std::collections::BTreeMap;

use http::{Request, StatusCode, header};
use serde_json::{Value, json};
use shared::model::provider::Provider::{self, GoogleCalendar, LinkedIn, OutlookCalendar};
use simulator_kit::wire::Fault;

use crate::adverts;
use crate::answer::Answer;
use crate::ats_events;
use crate::bookings;
use crate::connect_calendars;
use crate::feeds;
use crate::interviews::{create, search, update};
use crate::offers;
use crate::plans::{change, publish, take_back};
use crate::posts::NORTH;
use crate::scene::{COLLEAGUE, MARIAM, Scene, at_provider};
use crate::{slack, slack_events, zoom_events};

/// Answers by `operation.what-is-special`.
pub(super) type Answers = BTreeMap<String, Value>;

/// What the company is answered.
pub(super) async fn answers() -> Answers {
    let scene = Scene::new().await;
    let mut told = Told { scene: &scene, answers: Answers::new(), chance: deployed(&scene) };
    told.refused_at_first().await;
    told.connecting().await;
    told.posting().await;
    told.scheduling().await;
    told.status_and_end().await;
    told.on_boards().await;
    told.reporting().await;
    told.answers
}

struct Told<'a> {
    scene: &'a Scene,
    answers: Answers,
    /// What is another one in each world, and what stands for it in an example.
    chance: Vec<(String, &'static str)>,
}

impl Told<'_> {
    /// What the ATS is answered.
    async fn reporting(&mut self) {
        let body =
            json!({"type": "employer.left_company", "data": {"company_id": 1, "user_id": 2}});
        let answer = ats_events::report(self.scene, "msg_1", &body).await;
        self.note("ats-events", answer);
    }

    /// What a company is answered about its offers on job boards, and what a board is.
    async fn on_boards(&mut self) {
        let scene = self.scene;
        let put = offers::put(scene, MARIAM, 1, json!({"ends_on": "2026-12-31"})).await;
        let url = offers::feed_url(scene, MARIAM, "indeed").await;
        let token = url.rsplit('/').nth(1).unwrap();
        self.stands_for("Zm9yIGFuIGV4YW1wbGUsIDMyIHJhbmRvbSBieXRlcyE", &token.into());
        self.note("offers.put", put);
        let board = (1, "emploi_ci");
        self.note("offers.sheet", adverts::prepare(scene, MARIAM, board).await);
        let posted = json!({"state": "posted", "url": "https://www.emploi.ci/offre-emploi-cote-ivoire/comptable-123", "ends_on": "2026-12-31"});
        self.note("offers.advert", adverts::keep(scene, MARIAM, board, posted).await);
        scene.advance("1h");
        let feed = feeds::fetch(scene, &url, &[]).await;
        self.note_text("feeds.indeed", &feed.text);
        let job = url.replace("indeed.xml", "jobs/1.jsonld");
        self.note("feeds.job", scene.get(&job).await);
        self.note("offers.all", offers::list(scene, MARIAM).await);
        let answer = offers::readdress(scene, MARIAM).await;
        let url = answer.json()["feed_urls"]["indeed"].as_str().unwrap().to_owned();
        let token = url.rsplit('/').nth(1).unwrap();
        self.stands_for("b3RoZXIgcmFuZG9tIGJ5dGVzLCAzMiBvZiB0aGVtLi4", &token.into());
        self.note("offers.readdressed", answer);
        self.note("offers.removed", offers::remove(scene, MARIAM, 1).await);
    }

    /// An answer that is no JSON.
    fn note_text(&mut self, name: &str, text: &str) {
        let mut text = text.to_owned();
        for (here, example) in &self.chance {
            text = text.replace(here, example);
        }
        assert!(
            self.answers.insert(name.to_owned(), text.into()).is_none(),
            "{name} is told twice"
        );
    }

    fn note(&mut self, name: &str, answer: Answer) -> Value {
        let whole = answer.json();
        if whole["request_id"].is_string() {
            self.stands_for("JKJaXmPLvHcESHA=", &whole["request_id"]);
        }
        let noted = self.settled(&answer.text);
        assert!(self.answers.insert(name.to_owned(), noted).is_none(), "{name} is told twice");
        whole
    }

    /// As deployed, and as in any other world.
    fn settled(&self, text: &str) -> Value {
        let mut text = text.to_owned();
        for (here, example) in &self.chance {
            text = text.replace(here, example);
        }
        serde_json::from_str(&text).unwrap()
    }

    /// Wherever `text` is answered from now on, `example` stands for it.
    fn stands_for(&mut self, example: &'static str, text: &Value) {
        self.chance.insert(0, (text.as_str().unwrap().to_owned(), example));
    }

    async fn refused_at_first(&mut self) {
        let scene = self.scene;
        let foreign = |event: &mut Value| event["headers"]["authorization"] = "Bearer x".into();
        let answer = scene.call("status", MARIAM, foreign).await.expect(401, "unauthenticated");
        self.note("problem.unauthenticated", answer);
        let url = format!("{}/api/integrations/status", scene.world.origins.api);
        let answer = scene.send(Request::post(url).body(Vec::new()).unwrap()).await;
        self.note("problem.method_not_allowed", answer.expect(405, "method_not_allowed"));
        let answer = scene.publish(MARIAM, json!({"job_id": "first"})).await;
        self.note("problem.invalid_request", answer.expect(400, "invalid_request"));
        let answer = scene.publish(MARIAM, json!({"job_id": 1})).await;
        self.note("problem.not_connected", answer.expect(409, "not_connected"));
    }

    async fn connecting(&mut self) {
        let scene = self.scene;
        for provider in [LinkedIn, OutlookCalendar] {
            let there = |event: &mut Value| at_provider(event, provider.slug());
            let answer = scene.call("auth-url", MARIAM, there).await;
            let begun = answer.json();
            self.stands_for("kq3TqQmXw7l2bEo0m4n5p6r7s8t9u0v1w2x3y4z5A6B", &begun["state"]);
            let url = begun["auth_url"].as_str().unwrap();
            if let Some(challenge) = connect_calendars::parameter(url, "code_challenge") {
                let example = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
                self.stands_for(example, &challenge.into());
            }
            self.note(&format!("auth-url.{}", provider.slug()), answer);
        }
        self.note("callback.linkedin", scene.connect(MARIAM, "linkedin", "claire").await);
        let boxes = [connect_calendars::EVENTS_SCOPE];
        let google = connect_calendars::connect_with(scene, GoogleCalendar, "awa", &boxes).await;
        self.note("callback.with_a_warning", google);
        connect_calendars::connect(scene, OutlookCalendar, "fatou").await.ok();
    }

    async fn posting(&mut self) {
        let scene = self.scene;
        let read = |event: &mut Value| event["requestContext"]["http"]["method"] = "GET".into();
        self.note("organizations.two", scene.call("organizations", MARIAM, |_| ()).await);
        let refused = scene.publish(COLLEAGUE, json!({"job_id": 1})).await;
        self.note("problem.organization_required", refused.expect(409, "organization_required"));
        let choice = json!({"organization_id": NORTH});
        self.note("choose-organization", scene.put("choose-organization", MARIAM, choice).await);
        self.note("template.standard", scene.call("template", MARIAM, read).await);
        let own = json!({"template": "{{ title }} chez {{ company }}\n\n{{ description }}\n\n{{ apply_url }}"});
        self.note("template.own", scene.put("template", MARIAM, own).await);
        let portuguese = json!({"language": "pt"});
        let preferences = scene.call("preferences", MARIAM, |event| {
            event["requestContext"]["http"]["method"] = "PUT".into();
            event["body"] = portuguese.to_string().into();
        });
        self.note("preferences", preferences.await);
        let preview = json!({"job_id": 1, "template": "{{ title }}\n{{ apply_url }}"});
        self.note("preview", scene.put("preview", MARIAM, preview).await);
        self.planning().await;
        let two = json!({"job_id": 1, "organization_ids": [NORTH, "personal"]});
        let published = scene.publish(COLLEAGUE, two).await;
        let post = self.note("publish-job.one_of_two", published);
        scene.advance("1 day");
        scene.snapshot().await;
        scene.advance("1h");
        let post = post["post_id"].as_str().unwrap();
        self.note("list-posts", scene.call("list-posts", MARIAM, |_| ()).await);
        self.note("post-statistics", scene.at_post("post-statistics", MARIAM, post).await);
        self.note("delete-post", scene.at_post("delete-post", MARIAM, post).await);
        let busy = Fault::respond(StatusCode::TOO_MANY_REQUESTS, Value::Null)
            .header(header::RETRY_AFTER, header::HeaderValue::from_static("120"));
        scene.world.controls[LinkedIn].inject(busy.on("POST", "/rest/posts"));
        let throttled = scene.publish(MARIAM, json!({"job_id": 2})).await;
        self.note("problem.throttled", throttled.expect(429, "throttled"));
    }

    /// A post that is planned, moved and taken back, and one that stays.
    async fn planning(&mut self) {
        let scene = self.scene;
        let later = json!({
            "job_id": 1, "publish_at": "2027-02-01T08:30:00", "timezone": "Africa/Abidjan",
            "custom_message": "Nous recrutons !",
        });
        let answer = publish(scene, MARIAM, None, &later).await;
        let id = answer.json()["plan"]["id"].clone();
        self.stands_for("5f2c1b0a9e8d7c6b5a49382716050f1e", &id);
        self.note("publish-job.planned", answer);
        let moved = json!({"publish_at": "2027-02-02T08:30:00"});
        self.note("plans.changed", change(scene, MARIAM, &id, moved).await);
        self.note("plans.taken_back", take_back(scene, MARIAM, &id).await);
    }

    async fn scheduling(&mut self) {
        let scene = self.scene;
        let body = |title: &str| {
            json!({
                "title": title, "create_meeting_link": true, "timezone": "Africa/Abidjan",
                "start_time": "2027-03-01T14:00:00", "end_time": "2027-03-01T15:00:00",
            })
        };
        let google = create(scene, GoogleCalendar, body("Entretien technique")).await;
        self.stands_for("https://meet.google.com/abc-defg-hij", &google.json()["meet_link"]);
        let made = self.note("create-event.google-calendar", google);
        let outlook = create(scene, OutlookCalendar, body("Entretien RH")).await;
        let link = "https://teams.microsoft.com/l/meetup-join/19%3ameeting_abc%40thread.v2/0";
        self.stands_for(link, &outlook.json()["teams_link"]);
        self.stands_for("AAkALgAAAAAAHYQDEapmEc2byACqAC-EWg0A=", &outlook.json()["event_id"]);
        self.note("create-event.outlook", outlook);
        self.note("list-events", scene.call("list-events", MARIAM, |_| ()).await);
        self.booking().await;
        let id = made["event_id"].as_str().unwrap();
        let later = json!({"start_time": "2027-03-01T16:00:00", "end_time": "2027-03-01T17:00:00"});
        let moved = update(scene, (MARIAM, GoogleCalendar), id, later).await;
        self.note("update-event", moved);
        let days = json!({
            "attendees": ["jean.kouassi@example.com"], "timezone": "Europe/Paris",
            "start_date": "2026-11-30", "end_date": "2026-11-30", "duration_minutes": 240,
        });
        self.note("available-slots", search(scene, (MARIAM, OutlookCalendar), days).await);
        let there = |event: &mut Value| {
            event["pathParameters"] = json!({"provider": "google-calendar", "event_id": id});
        };
        self.note("delete-event", scene.call("delete-event", MARIAM, there).await);
        scene.connect(MARIAM, "zoom", "basile").await.ok();
        let mut at_zoom = body("Entretien final");
        at_zoom["meeting_provider"] = "zoom".into();
        let zoom = create(scene, GoogleCalendar, at_zoom).await;
        let link = "https://us02web.zoom.us/j/92674392836?pwd=aBcDeFgHiJkLmNoPqRsTuV";
        self.stands_for(link, &zoom.json()["zoom_link"]);
        self.note("create-event.at_zoom", zoom);
        let handshake = json!({
            "event": "endpoint.url_validation", "event_ts": 1,
            "payload": {"plainToken": "qgg8vlvZRS6UYooatFL8Aw"},
        });
        let proved = zoom_events::signed(scene, &handshake.to_string()).await;
        self.note("zoom-events", proved);
        scene.connect(MARIAM, "slack", "sali").await.ok();
        let check = json!({"type": "url_verification", "challenge": "3eZbrw1aB"});
        let checked = slack_events::signed(scene, &check.to_string()).await;
        self.note("slack-events", checked);
        self.note("slack-channels", slack::channels(scene, MARIAM, "").await);
        let body = json!({"channel_id": slack::PUBLIC});
        self.note("slack-notifications", slack::choose(scene, MARIAM, body).await);
        self.note("slack-test", slack::test(scene, MARIAM).await);
    }

    /// A link that a candidate uses, and one that is taken back.
    async fn booking(&mut self) {
        let scene = self.scene;
        let offered = bookings::offer(scene, OutlookCalendar, json!({})).await;
        let link = offered.json();
        let token = link["token"].as_str().unwrap();
        self.stands_for("0f1e2d3c4b5a69788796a5b4c3d2e1f0", &link["id"]);
        self.stands_for("AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8", &link["token"]);
        self.note("booking-links.made", offered);
        self.note("booking-links.some", bookings::listing(scene).await);
        let short = json!({"days": 1, "working_hours": {"start": "14:00", "end": "16:00"}});
        let brief = bookings::token(scene, OutlookCalendar, short).await;
        self.note("bookings.open", bookings::look(scene, &brief).await);
        let open = bookings::look(scene, token).await.ok();
        let start = bookings::starts(&open).pop().unwrap();
        let mut booked = bookings::choose(scene, token, &start).await;
        booked = shortened(booked);
        self.note("bookings.booked", booked);
        self.note("bookings.cancelled", shortened(bookings::cancel(scene, token).await));
        let id = link["id"].as_str().unwrap();
        self.note("booking-links.taken_back", bookings::revoke(scene, id).await);
    }

    async fn status_and_end(&mut self) {
        let scene = self.scene;
        let status = scene.call("status", MARIAM, |_| ()).await;
        // Microsoft's tokens live for a random time.
        let end = &status.json()["outlook_calendar"]["expires_at"];
        self.stands_for("2026-11-24T11:15:00Z", end);
        self.note("status", status);
        for provider in [GoogleCalendar, OutlookCalendar] {
            let name = format!("disconnect.{}", Provider::slug(provider));
            self.note(&name, scene.disconnect(MARIAM, provider.slug()).await);
        }
    }
}

/// An example needs not show every time that is free.
fn shortened(answer: Answer) -> Answer {
    let mut whole = answer.json();
    whole["slots"].as_array_mut().unwrap().truncate(2);
    Answer { text: whole.to_string(), ..answer }
}

/// Where everything is once it is deployed.
fn deployed(scene: &Scene) -> Vec<(String, &'static str)> {
    let origins = &scene.world.origins;
    let encoded = |origin: &str| origin.replace(':', "%3A").replace('/', "%2F");
    let login = |path: &str| format!("{}{path}", origins[OutlookCalendar]);
    vec![
        (login("/common/oauth2"), "https://login.microsoftonline.com/common/oauth2"),
        (login("/organizations/v2"), "https://login.microsoftonline.com/organizations/v2"),
        (encoded(&origins.api), "https%3A%2F%2Fapi.example.com"),
        (origins[LinkedIn].clone(), "https://www.linkedin.com"),
        (origins[GoogleCalendar].clone(), "https://www.google.com"),
        (origins[OutlookCalendar].clone(), "https://outlook.office365.com"),
        (origins.dashboard.clone(), "https://app.example.com"),
        (origins.api.clone(), "https://api.example.com"),
    ]
}
