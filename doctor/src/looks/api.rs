//! The API's routes, each asked in a way that its function answers before it does anything.

use std::collections::BTreeMap;

use futures::future::join_all;
use http::{Method, StatusCode};
use serde::Deserialize;
use serde::de::IgnoredAny;

use super::{clock, member, told};
use crate::finding::Finding;
use crate::place::Place;
use crate::report::Report;

const DESCRIPTION: &str = include_str!("../../../docs/openapi.yaml");
/// A route that is always there, without a parameter.
const STATUS: &str = "/api/integrations/status";

#[derive(Deserialize)]
struct Description {
    paths: BTreeMap<String, BTreeMap<String, IgnoredAny>>,
}

pub(crate) async fn look(place: &Place, report: &mut Report) {
    match place.ask(Method::GET, &format!("{}{STATUS}", place.api), &[]).await {
        Ok(answer) => clock(place, "the API", &answer, report),
        Err(why) => {
            return report.find(Finding::ApiUnreachable { origin: place.api.clone(), why });
        }
    }
    let Ok(Description { paths }) = serde_yaml_ng::from_str(DESCRIPTION) else {
        return report.miss("the routes", "docs/openapi.yaml can't be read");
    };
    let asked = paths.iter().map(async |(path, methods)| {
        let why = answers(place, &place.api, path, methods).await.err()?;
        Some(Finding::RouteMissing { path: path.clone(), why })
    });
    report.findings.extend(join_all(asked).await.into_iter().flatten());
}

/// Whether the API answers at `origin`.
pub(super) async fn is_at(place: &Place, origin: &str) -> Result<(), String> {
    let methods = BTreeMap::from([("get".to_owned(), IgnoredAny)]);
    answers(place, origin, STATUS, &methods).await
}

/// Whether the function of `path` says that it has no such method: no other part answers in these words, and nothing
/// else happens.
async fn answers(
    place: &Place,
    origin: &str,
    path: &str,
    methods: &BTreeMap<String, IgnoredAny>,
) -> Result<(), String> {
    let lacks = |method: &&Method| !methods.contains_key(&method.as_str().to_lowercase());
    let Some(method) = [Method::GET, Method::PUT, Method::PATCH].iter().find(lacks).cloned() else {
        return Err("it has every method".to_owned());
    };
    let answer = place.ask(method, &format!("{origin}{}", filled(path)), &[]).await?;
    let is_ours = answer.status() == StatusCode::METHOD_NOT_ALLOWED
        && member(&answer, "code").as_deref() == Some("method_not_allowed");
    if is_ours { Ok(()) } else { Err(told(&answer)) }
}

/// The path with something in each parameter's place.
fn filled(path: &str) -> String {
    let fill = |part: &str| match part {
        "{provider}" => "outlook".to_owned(),
        part if part.starts_with('{') => "1".to_owned(),
        part => part.to_owned(),
    };
    path.split('/').map(fill).collect::<Vec<_>>().join("/")
}
