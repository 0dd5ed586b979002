//! The secrets: each can be read and has what its functions need of it.

use shared::model::error::Error;
use shared::model::provider::Provider;

use crate::finding::Finding;
use crate::place::Place;
use crate::report::{Note, Report};

pub(crate) async fn look(place: &Place, report: &mut Report) {
    let (secrets, ids) = (&place.app.secrets, &place.app.config.secret_ids);
    if place.app.config.job_image_hosts.is_empty() {
        report.note(Note::NoPictures);
    }
    match secrets.callers().await {
        Ok(secret) if secret.jwt_secrets().count() > 1 => report.note(Note::PreviousKeyAccepted),
        read => usable(read.map(drop), &ids.callers, "JWT_SECRET", report),
    }
    let key = secrets.code_verifiers().await.map(drop);
    usable(key, &ids.code_verifiers, "CODE_VERIFIER_KEY of 32 characters", report);
    let key = secrets.webhooks().await.map(drop);
    usable(key, &ids.webhooks, "SIGNING_KEY of 24 to 64 bytes", report);
    let key = secrets.ats_events().await.map(drop);
    usable(key, &ids.ats_events, "VERIFICATION_KEY of 24 to 64 bytes", report);
    for provider in Provider::ALL {
        client(place, provider, report).await;
    }
}

fn usable(read: Result<(), Error>, secret: &str, keys: &'static str, report: &mut Report) {
    if read.is_err() {
        report.find(Finding::SecretUnusable { secret: secret.to_owned(), keys });
    }
}

async fn client(place: &Place, provider: Provider, report: &mut Report) {
    let (secrets, ids) = (&place.app.secrets, &place.app.config.secret_ids);
    match secrets.client(provider).await {
        Err(_) => {
            let secret = ids.clients[provider].clone();
            report.find(Finding::SecretUnusable { secret, keys: "CLIENT_ID and CLIENT_SECRET" });
        }
        Ok(secret) if secret.credentials().is_some() => events(place, provider, report).await,
        Ok(secret) if secret.is_half() => report.find(Finding::RegistrationIncomplete { provider }),
        Ok(_) => report.note(Note::NotConfigured { provider }),
    }
}

/// Whether the events of a provider that is used can be believed.
async fn events(place: &Place, provider: Provider, report: &mut Report) {
    let (secrets, ids) = (&place.app.secrets, &place.app.config.secret_ids);
    let (id, key, read) = match provider {
        Provider::LinkedIn | Provider::GoogleCalendar | Provider::OutlookCalendar => return,
        Provider::Zoom => {
            let read = secrets.zoom_webhooks().await;
            (&ids.zoom_webhooks, "SECRET_TOKEN", read.map(|secret| secret.token().is_some()))
        }
        Provider::Slack => {
            let read = secrets.slack_webhooks().await;
            (&ids.slack_webhooks, "SIGNING_SECRET", read.map(|secret| secret.key().is_some()))
        }
    };
    match read {
        Ok(true) => {}
        Ok(false) => report.find(Finding::EventsUnbelieved { provider, key }),
        Err(_) => report.find(Finding::SecretUnusable { secret: id.clone(), keys: key }),
    }
}
