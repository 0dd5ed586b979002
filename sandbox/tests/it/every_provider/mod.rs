//! What holds at every provider alike, whichever company uses it for whatever.

mod outages;
mod pauses;
mod poisoned;
mod races;
mod refusals;
mod withdrawn;

use http::Request;
use serde_json::{Value, json};
use shared::model::interview::Span;
use shared::model::owner::ConnectionId;
use shared::model::provider::MeetingProvider;
use shared::model::provider::Provider::{
    self, GoogleCalendar, LinkedIn, OutlookCalendar, Slack, Zoom,
};

use shared::platform::response::{IntoResponse, Json};
use shared::scheduling::room::{Host, Wanted};

use crate::connect_calendars;
use crate::interviews::create;
use crate::scene::{Answer, MARIAM, Scene};
use crate::upkeep::publish;

/// The account that stands for the company at each provider.
pub(crate) const fn account(provider: Provider) -> &'static str {
    match provider {
        LinkedIn => "kofi",
        GoogleCalendar => "awa",
        OutlookCalendar => "fatou",
        Zoom => "zoe",
        Slack => "sali",
    }
}

/// Mariam connects `provider`, through its own pages, with an account whose tokens can be renewed.
pub(crate) async fn connect(scene: &Scene, provider: Provider) -> Answer {
    if provider == LinkedIn {
        turn(scene, provider, json!({"partner_refresh_tokens": true})).await;
        return scene.connect(MARIAM, provider.slug(), account(provider)).await;
    }
    if provider == Slack {
        // Without token rotation its tokens never end.
        turn(scene, provider, json!({"rotation": true})).await;
    }
    if matches!(provider, Zoom | Slack) {
        return scene.connect(MARIAM, provider.slug(), account(provider)).await;
    }
    connect_calendars::connect(scene, provider, account(provider)).await
}

/// A world in which the company has connected `providers`.
async fn connected(providers: &[Provider]) -> Scene {
    let scene = Scene::new().await;
    for provider in providers {
        connect(&scene, *provider).await.ok();
    }
    scene.forget();
    scene
}

/// Turns knobs of the account.
async fn turn(scene: &Scene, provider: Provider, knobs: Value) {
    scene.turn(&scene.world.origins[provider], account(provider), knobs).await;
}

/// After so long, an access token is over, and its refresh token is not.
const fn life(provider: Provider) -> &'static str {
    match provider {
        LinkedIn => "61 days",
        GoogleCalendar | OutlookCalendar | Zoom => "2h",
        Slack => "13h",
    }
}

/// Mariam does something with the connection that she has not done before.
async fn new_use(scene: &Scene, provider: Provider, number: usize) -> Answer {
    if provider == LinkedIn {
        return publish(scene, &format!("Nous recrutons, {number}")).await;
    }
    if provider == Zoom {
        return new_room(scene, number).await;
    }
    if provider == Slack {
        return crate::slack::channels(scene, MARIAM, "").await;
    }
    let day = json!({"start_time": "2027-03-01T14:00:00", "end_time": "2027-03-01T15:00:00"});
    let mut body = json!({"title": format!("Entretien {number}")});
    body.as_object_mut().unwrap().extend(day.as_object().unwrap().clone());
    create(scene, provider, body).await
}

/// A room that is made as `create-event` makes one, without a calendar.
async fn new_room(scene: &Scene, number: usize) -> Answer {
    let app = &scene.world.apps["create-event"];
    let span = Span {
        start: "2027-03-01T14:00:00Z".parse().unwrap(),
        end: "2027-03-01T15:00:00Z".parse().unwrap(),
    };
    let (topic, key) = (format!("Entretien {number}"), format!("itv{number}"));
    let wanted = Wanted { topic: &topic, span, key: &key };
    let made = async {
        let id = ConnectionId::of_company(1, MeetingProvider::Zoom);
        let host = Host::open(app, id, Some(MARIAM)).await?;
        let made = host.make(wanted).await.map(drop).map_err(|error| host.error(error));
        host.conclude("make_room", made).await
    };
    let response = match made.await {
        Ok(()) => Json(json!({})).into_response(""),
        Err(error) => error.into_response(""),
    };
    let (parts, body) = response.into_parts();
    let text = String::from_utf8(body.to_vec()).unwrap();
    Answer { status: parts.status, headers: parts.headers, text }
}

/// How often the token endpoint was asked to renew.
fn refreshes(scene: &Scene, provider: Provider) -> usize {
    let received = scene.world.controls[provider].requests();
    received.iter().filter(|it| it.body["grant_type"] == "refresh_token").count()
}

/// The person withdraws at the provider what they granted.
async fn withdraw(scene: &Scene, provider: Provider) {
    let account = account(provider);
    let url = format!("{}/_accounts/{account}/revoke", scene.world.origins[provider]);
    let answer = scene.send(Request::post(url).body(Vec::new()).unwrap()).await;
    assert!(answer.status.is_success(), "{answer:?}");
}

/// The provider's entry of `status`.
async fn health(scene: &Scene, provider: Provider) -> Value {
    scene.status(MARIAM).await[provider.key()].clone()
}
