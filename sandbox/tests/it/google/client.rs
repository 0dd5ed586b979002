//! The Google simulator, met by a client that this project did not write: `google-calendar3`, which
//! is generated from Google's own description of the API.

use google_calendar3::api::{
    ConferenceData, CreateConferenceRequest, Event, EventDateTime, FreeBusyRequest,
    FreeBusyRequestItem,
};
use google_calendar3::hyper_util::client::legacy::Client;
use google_calendar3::hyper_util::client::legacy::connect::HttpConnector;
use google_calendar3::hyper_util::rt::TokioExecutor;
use google_calendar3::{CalendarHub, Error};
use simulator_google::Google;
use simulator_kit::clock::MovableClock;
use simulator_kit::testing::{self, Bench, Port, Served};

const SCOPE: &str = "https://www.googleapis.com/auth/calendar";
const ID: &str = "itv7d3k2m9q0c8v5h1";
/// Late enough to be free of what the simulator puts on its calendars.
const START: &str = "2026-12-02T20:00:00Z";
const END: &str = "2026-12-02T21:00:00Z";

type Hub = CalendarHub<HttpConnector>;

#[tokio::test]
async fn an_event_lives_its_whole_life_through_googles_own_client() {
    let (hub, _served) = connected().await;
    let inserted = insert(&hub).await;
    assert!(inserted.hangout_link.as_deref().unwrap().starts_with("https://meet.google.com/"));

    let (_, read) = hub.events().get("primary", ID).add_scope(SCOPE).doit().await.unwrap();
    assert_eq!(read.etag, inserted.etag);

    let changes = Event { summary: Some("Entretien 2".into()), ..Event::default() };
    let patch = hub.events().patch(changes, "primary", ID).add_scope(SCOPE);
    let (_, patched) = patch.send_updates("all").doit().await.unwrap();
    assert_eq!(patched.summary.as_deref(), Some("Entretien 2"));
    assert_eq!(patched.hangout_link, inserted.hangout_link);

    let own = "ats_interview=7d3k2m9q";
    let list = hub.events().list("primary").add_private_extended_property(own).add_scope(SCOPE);
    assert_eq!(list.doit().await.unwrap().1.items.unwrap().len(), 1);

    assert_eq!(busy(&hub).await, 1);
    let delete = || hub.events().delete("primary", ID).add_scope(SCOPE).doit();
    delete().await.unwrap();
    assert_eq!(reason(delete().await.unwrap_err()), "deleted");
    assert_eq!(busy(&hub).await, 0);
}

#[tokio::test]
async fn a_used_id_is_told_apart_by_googles_own_client() {
    let (hub, _served) = connected().await;
    insert(&hub).await;
    let again = hub.events().insert(event(), "primary").add_scope(SCOPE).doit().await;
    assert_eq!(reason(again.unwrap_err()), "duplicate");
}

async fn insert(hub: &Hub) -> Event {
    let insert = hub.events().insert(event(), "primary").add_scope(SCOPE);
    insert.conference_data_version(1).send_updates("all").doit().await.unwrap().1
}

fn event() -> Event {
    let at = |time: &str| EventDateTime { date_time: time.parse().ok(), ..Default::default() };
    let request = CreateConferenceRequest { request_id: Some("r1".into()), ..Default::default() };
    let private = [("ats_interview".to_owned(), "7d3k2m9q".to_owned())];
    Event {
        id: Some(ID.into()),
        summary: Some("Entretien".into()),
        start: Some(at(START)),
        end: Some(at(END)),
        extended_properties: Some(google_calendar3::api::EventExtendedProperties {
            private: Some(private.into()),
            shared: None,
        }),
        conference_data: Some(ConferenceData {
            create_request: Some(request),
            ..Default::default()
        }),
        ..Event::default()
    }
}

async fn busy(hub: &Hub) -> usize {
    let request = FreeBusyRequest {
        time_min: START.parse().ok(),
        time_max: END.parse().ok(),
        items: Some(vec![FreeBusyRequestItem { id: Some("awa@acme.ci".into()) }]),
        ..FreeBusyRequest::default()
    };
    let (_, answer) = hub.freebusy().query(request).add_scope(SCOPE).doit().await.unwrap();
    answer.calendars.unwrap()["awa@acme.ci"].busy.as_ref().unwrap().len()
}

fn reason(error: Error) -> String {
    match error {
        Error::BadRequest(body) => body["error"]["errors"][0]["reason"].as_str().unwrap().into(),
        other => panic!("not an error of the API: {other}"),
    }
}

/// The client with Awa's token, and the simulator on a port of its own.
async fn connected() -> (Hub, Served) {
    let port = Port::take().await;
    let clock = MovableClock::fixed("2026-12-01T08:00:00Z".parse().unwrap());
    let google = Google::new(clock.clone(), &port.origin, testing::registration());
    let bench = Bench::new(clock, google.router());
    let path = testing::authorization("/o/oauth2/v2/auth", &[("scope", SCOPE)]);
    let consent = bench.form(&path, &[("account", "awa"), ("decision", "allow")]).await;
    let code = consent.redirected("code").unwrap();
    let tokens = bench.redeem("/token", &code, &[]).await.json();
    let served = port.serve(google.router());
    let client = Client::builder(TokioExecutor::new()).build(HttpConnector::new());
    let mut hub = CalendarHub::new(client, tokens["access_token"].as_str().unwrap().to_owned());
    hub.base_url(format!("{}/calendar/v3/", served.url));
    (hub, served)
}
