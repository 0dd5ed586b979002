//! The hosts under which the API, its callbacks and the frontend are known to others.

use http::{Method, header};
use shared::model::provider::Provider;

use super::{api, told};
use crate::finding::Finding;
use crate::place::Place;
use crate::report::{Note, Report};

/// The frontend's page that finishes a connection.
const PAGE: &str = "/dashboard/integrations/callback";

pub(crate) async fn look(place: &Place, report: &mut Report) {
    match &place.app.config.public_url {
        None => report.note(Note::NoPublicUrl),
        Some(origin) => {
            if let Err(why) = api::is_at(place, origin).await {
                report.find(Finding::PublicUrlElsewhere { origin: origin.clone(), why });
            }
        }
    }
    for provider in Provider::ALL {
        let uri = place.app.config.client(provider).redirect_uri.clone();
        if let Err(why) = sends_back(place, &uri).await {
            report.find(Finding::RedirectUriElsewhere { provider, uri, why });
        }
    }
    origin(place, report).await;
    page(place, report).await;
}

/// A browser without a query is sent to the frontend, which nobody but our callback does.
async fn sends_back(place: &Place, uri: &str) -> Result<(), String> {
    let answer = place.ask(Method::GET, uri, &[]).await?;
    let target = answer.headers().get(header::LOCATION).and_then(|target| target.to_str().ok());
    match target {
        Some(target) if target.starts_with(&place.app.config.frontend_url) => Ok(()),
        Some(_) => Err("it sends browsers elsewhere".to_owned()),
        None => Err(told(&answer)),
    }
}

/// Whether the frontend's pages may call the API.
async fn origin(place: &Place, report: &mut Report) {
    let origin = &place.app.config.frontend_url;
    let headers = [
        ("origin", origin.as_str()),
        ("access-control-request-method", "GET"),
        ("access-control-request-headers", "authorization"),
    ];
    let url = format!("{}/api/integrations/status", place.api);
    // Where there is no answer, that is found already.
    let Ok(answer) = place.ask(Method::OPTIONS, &url, &headers).await else { return };
    let allowed = answer.headers().get(header::ACCESS_CONTROL_ALLOW_ORIGIN);
    if allowed.is_none_or(|allowed| allowed != origin.as_str()) {
        report.find(Finding::OriginRefused { origin: origin.clone() });
    }
}

/// A page that sends whoever is not signed in elsewhere is one, too.
async fn page(place: &Place, report: &mut Report) {
    let url = format!("{}{PAGE}", place.app.config.frontend_url);
    let why = match place.ask(Method::GET, &url, &[]).await {
        Ok(answer) if answer.status().as_u16() < 400 => return,
        Ok(answer) => told(&answer),
        Err(why) => why,
    };
    report.find(Finding::CallbackPageMissing { url, why });
}
