//! Connections to Google Calendar and Outlook in tests of renewal.

use http::{Request, header};
use jiff::Timestamp;
use secrecy::ExposeSecret;
use shared::connection::{self, Beginning, Connection, Tokens};
use shared::model::account::Account;
use shared::model::owner::ConnectionId;
use shared::model::provider::Provider::{self, GoogleCalendar, OutlookCalendar};
use shared::oauth::{self, PkceVerifier};
use shared::vault::Context;
use simulator_kit::wire::Control;
use url::Url;

use crate::scene::{MARIAM, Scene};

/// Google's accounts and Microsoft's that the tests use.
const GOOGLE_ACCOUNT: &str = "awa";
const MICROSOFT_ACCOUNT: &str = "fatou";

/// `user` of `company` connects `provider`'s usual account.
pub(crate) async fn connect(scene: &Scene, provider: Provider, user: i64, company: i64) {
    let app = &scene.world.app;
    let (url, state) = scene.begin(user, provider.slug()).await;
    let back = consent(scene, provider, &url).await;
    let code = back.query_pairs().find(|(name, _)| name == "code").unwrap().1;
    let code = code.into_owned().into();
    let state = oauth::State::parse(&state).unwrap();
    app.store.claim(&state).await.unwrap();
    let key = app.secrets.code_verifiers().await.unwrap();
    let verifier = PkceVerifier::derive(&key.code_verifier_key, &state);
    let registration = app.registration(provider).await.unwrap();
    let sent_at = app.clock.now();
    let grant = oauth::exchange_code(&app.http, &registration, &code, &verifier);
    store(scene, (provider, user, company), grant.await.unwrap(), sent_at).await;
}

async fn consent(scene: &Scene, provider: Provider, url: &str) -> Url {
    let form = match provider {
        GoogleCalendar => {
            let scopes = scene.world.app.config.client(Provider::GoogleCalendar).scopes.clone();
            let boxes = scopes.iter().filter(|scope| scope.starts_with("https://"));
            let boxes: Vec<_> = boxes.map(|scope| format!("&scope={scope}")).collect();
            format!("account={GOOGLE_ACCOUNT}{}", boxes.concat())
        }
        _ => format!("account={MICROSOFT_ACCOUNT}"),
    };
    let decision = if provider == GoogleCalendar { "allow" } else { "accept" };
    let request =
        Request::post(url).header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
    let form = format!("{form}&decision={decision}").into_bytes();
    scene.send(request.body(form).unwrap()).await.location()
}

async fn store(
    scene: &Scene,
    (provider, user_id, company_id): (Provider, i64, i64),
    grant: oauth::Grant,
    sent_at: Timestamp,
) {
    let app = &scene.world.app;
    let id = ConnectionId::of_company(company_id, provider);
    let context = Context::of(id);
    let key = app.vault.data_key(context).await.unwrap();
    let plaintext = Tokens::of(&grant).to_plaintext();
    let account = if provider == OutlookCalendar { MICROSOFT_ACCOUNT } else { GOOGLE_ACCOUNT };
    let beginning = Beginning {
        sealed_tokens: app.vault.seal(&key, context, plaintext.expose_secret().as_bytes()).unwrap(),
        scopes: grant.scopes.clone().unwrap(),
        expires_at: connection::expires_at(&grant, sent_at),
        reauthorize_by: connection::reauthorize_by(&grant, sent_at),
        connected_at: sent_at,
        version: 1,
    };
    let mut connection = Connection::new(id, user_id, beginning);
    let label = format!("{account}@acme.ci");
    connection.account = Some(Account { id: account.to_owned(), label });
    connection.granted_at = Some(sent_at);
    connection.refresh_at = connection.renewal_time(true, sent_at, 0);
    app.store.save(&connection, None).await.unwrap();
}

/// Mariam's company connects.
pub(crate) async fn connected(provider: Provider) -> Scene {
    let scene = Scene::new().await;
    connect(&scene, provider, MARIAM, 1).await;
    scene
}

/// The wire before the provider.
pub(crate) fn wire(scene: &Scene, provider: Provider) -> &Control {
    &scene.world.controls[provider]
}

/// Turns knobs of the usual account.
pub(crate) async fn turn(scene: &Scene, provider: Provider, knobs: serde_json::Value) {
    let account = match provider {
        GoogleCalendar => GOOGLE_ACCOUNT,
        _ => MICROSOFT_ACCOUNT,
    };
    scene.turn(&scene.world.origins[provider], account, knobs).await;
}
