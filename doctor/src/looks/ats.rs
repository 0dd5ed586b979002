//! The ATS, as far as it tells who is not signed in: that it is there, has a route, and takes events.

use http::{Method, StatusCode};

use super::{clock, member, told};
use crate::finding::Finding;
use crate::place::Place;
use crate::report::{Note, Report};

/// What FastAPI answers where it has no such route.
const NO_ROUTE: &str = "Not Found";

pub(crate) async fn look(place: &Place, report: &mut Report) {
    if let Err(why) = is_there(place, report).await {
        let origin = place.app.config.ats_api_url.clone();
        return report.find(Finding::AtsElsewhere { origin, why });
    }
    application(place, report).await;
    events(place, report).await;
}

async fn is_there(place: &Place, report: &mut Report) -> Result<(), String> {
    let url = format!("{}/api/employers/me", place.app.config.ats_api_url);
    let answer = place.ask(Method::GET, &url, &[]).await?;
    clock(place, "the ATS", &answer, report);
    let is_the_ats = answer.status() == StatusCode::UNAUTHORIZED;
    match member(&answer, "detail") {
        Some(_) if is_the_ats => Ok(()),
        _ => Err(told(&answer)),
    }
}

/// Step 2 of docs/ats.md. Whoever is not signed in learns only whether there is such a route.
async fn application(place: &Place, report: &mut Report) {
    let url = format!("{}/api/applications/1", place.app.config.ats_api_url);
    match place.ask(Method::GET, &url, &[]).await {
        Ok(answer)
            if answer.status() == StatusCode::METHOD_NOT_ALLOWED
                || member(&answer, "detail").as_deref() == Some(NO_ROUTE) =>
        {
            report.find(Finding::AtsLacksApplications);
        }
        Ok(answer) if answer.status() == StatusCode::UNAUTHORIZED => {}
        Ok(answer) => report.miss("the ATS's route for one application", told(&answer)),
        Err(why) => report.miss("the ATS's route for one application", why),
    }
}

/// What nobody signed must be refused, by a route that is there.
async fn events(place: &Place, report: &mut Report) {
    let Some(url) = &place.app.config.ats_webhook_url else {
        return report.note(Note::NoEvents);
    };
    let headers = [("content-type", "application/json")];
    let why = match place.ask(Method::POST, url.as_str(), &headers).await {
        Ok(answer) => match answer.status().as_u16() {
            400 | 401 | 403 | 422 => return,
            _ => told(&answer),
        },
        Err(why) => why,
    };
    report.find(Finding::AtsTakesNoEvents { url: url.to_string(), why });
}
