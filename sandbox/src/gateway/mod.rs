//! API Gateway in process: an HTTP API with payload format 2.0 in front of the functions.
//!
//! Routes and CORS rules come from `template.yaml`; each HTTP request becomes the event that AWS would
//! send, and the function's response becomes HTTP again. Throttling and the 30 s limit stay with AWS.

mod answer;
pub mod cors;
pub(crate) mod document;
pub mod event;
mod invocation;
pub mod route;
pub mod template;

use std::collections::BTreeMap;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::sync::Arc;

use aws_lc_rs::rand;
use axum::Router;
use axum::body::{self, Bytes};
use axum::extract::{ConnectInfo, Request};
use axum::response::{IntoResponse, Response};
use data_encoding::BASE64;
use http::request::Parts;
use http::{HeaderName, HeaderValue, Method, StatusCode};
use simulator_kit::clock::MovableClock;
use thiserror::Error;

use self::answer::{from_function, refusal};
use self::cors::{Cors, CorsError};
use self::event::{Arrival, event};
use self::route::{PathParameters, Route, decoded};
use self::template::Template;

pub use self::invocation::{Handler, Invocation, InvokeError, in_process};

/// The largest body an HTTP API takes, in bytes ("Quotas for HTTP APIs", API Gateway developer guide).
pub const BODY_LIMIT: usize = 10 * 1024 * 1024;

/// Where an HTTP API tells the request's id, beside whatever its function answers.
const REQUEST_ID: HeaderName = HeaderName::from_static("apigw-requestid");

/// An HTTP API and the functions behind it, cheap to clone.
#[derive(Clone)]
pub struct Gateway(Arc<Inner>);

struct Inner {
    /// The most specific first, each with the name of its function.
    routes: Vec<(Route, String)>,
    functions: BTreeMap<String, Handler>,
    cors: Cors,
    clock: MovableClock,
}

/// Why a gateway cannot serve a template.
#[derive(Debug, Error)]
pub enum GatewayError {
    /// The template routes to a function that was not given.
    #[error("the template routes to `{0}`, which is not given")]
    MissingFunction(String),
    /// The origins, or the template's CORS rules, are not acceptable.
    #[error(transparent)]
    Cors(#[from] CorsError),
}

impl Gateway {
    /// Puts `functions` (by the names of their binaries) behind the routes of `template`.
    ///
    /// `allowed_origins` is the value of the template's parameter `AllowedOrigins`: exact origins.
    pub fn new(
        template: &Template,
        functions: BTreeMap<String, Handler>,
        allowed_origins: &[String],
        clock: MovableClock,
    ) -> Result<Self, GatewayError> {
        let mut routes = Vec::new();
        for function in &template.functions {
            if !function.routes.is_empty() && !functions.contains_key(&function.name) {
                return Err(GatewayError::MissingFunction(function.name.clone()));
            }
            routes
                .extend(function.routes.iter().map(|route| (route.clone(), function.name.clone())));
        }
        routes.sort_by_key(|(route, _)| route.rank());
        let cors = Cors::new(&template.cors, allowed_origins)?;
        Ok(Self(Arc::new(Inner { routes, functions, cors, clock })))
    }

    /// The API as a service: everything another router does not serve may be left to it.
    ///
    /// It is one fallback, so `ats.fallback_service(gateway.router())` puts both on one port.
    pub fn router(&self) -> Router {
        let gateway = self.clone();
        Router::new().fallback(move |request: Request| {
            let gateway = gateway.clone();
            async move { gateway.serve(request).await }
        })
    }

    /// Whether a route leads to `function`.
    pub fn serves(&self, function: &str) -> bool {
        self.0.routes.iter().any(|(_, routed)| routed == function)
    }

    /// Calls one function with an event as JSON text, as `sam local invoke FUNCTION -e FILE` does.
    pub async fn invoke(&self, function: &str, event: String) -> Invocation {
        match self.0.functions.get(function) {
            Some(handler) => handler(event).await,
            None => Err(InvokeError::UnknownFunction(function.to_owned())),
        }
    }

    async fn serve(&self, request: Request) -> Response {
        let (parts, body) = request.into_parts();
        if parts.method == Method::OPTIONS {
            return (StatusCode::NO_CONTENT, self.0.cors.preflight(&parts.headers)).into_response();
        }
        let mut response = match body::to_bytes(body, BODY_LIMIT).await {
            Ok(body) => self.answer(&parts, &body).await,
            Err(_) => refusal(StatusCode::PAYLOAD_TOO_LARGE),
        };
        self.0.cors.apply(&parts.headers, response.headers_mut());
        response
    }

    async fn answer(&self, parts: &Parts, body: &Bytes) -> Response {
        let Some((route, function, path_parameters)) = self.find(parts) else {
            return refusal(StatusCode::NOT_FOUND);
        };
        let arrival = Arrival {
            parts,
            body,
            source_ip: source_ip(parts),
            at: self.0.clock.now(),
            request_id: &request_id(),
        };
        let event = event(&arrival, &route.key(), &path_parameters).to_string();
        let mut answer = match self.invoke(function, event).await {
            Ok(response) => from_function(response),
            Err(error) => {
                tracing::error!(function, request_id = arrival.request_id, %error, "invocation failed");
                refusal(StatusCode::INTERNAL_SERVER_ERROR)
            }
        };
        if let Ok(id) = HeaderValue::from_str(arrival.request_id) {
            answer.headers_mut().insert(REQUEST_ID, id);
        }
        answer
    }

    fn find(&self, parts: &Parts) -> Option<(&Route, &str, PathParameters)> {
        let path = decoded(parts.uri.path());
        self.0.routes.iter().find_map(|(route, function)| {
            let path_parameters = route.matches(&parts.method, &path)?;
            Some((route, function.as_str(), path_parameters))
        })
    }
}

/// The peer's address, where the server noted it (`into_make_service_with_connect_info`).
fn source_ip(parts: &Parts) -> IpAddr {
    let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>();
    peer.map_or(Ipv4Addr::LOCALHOST.into(), |ConnectInfo(address)| address.ip())
}

/// A fresh id in API Gateway's style: 11 random bytes in base64.
fn request_id() -> String {
    let mut bytes = [0; 11];
    match rand::fill(&mut bytes) {
        Ok(()) => BASE64.encode(&bytes),
        Err(_) => "-".to_owned(),
    }
}

#[cfg(test)]
mod tests;
