//! The wire: one GET, and what came back.

use http::{HeaderMap, Request, header};
use http_body_util::{BodyExt, Empty};
use hyper_util::client::legacy::Client;
use hyper_util::rt::TokioExecutor;

/// An answer as it came.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Vec<u8>,
}

/// GETs `url`; `None` where nobody answers.
pub(crate) async fn fetch(url: &str, agent: &str, tag: Option<&str>) -> Option<Answer> {
    let mut request =
        Request::get(url).header(header::USER_AGENT, agent).header(header::ACCEPT_ENCODING, "gzip");
    if let Some(tag) = tag {
        request = request.header(header::IF_NONE_MATCH, tag);
    }
    let request = request.body(Empty::<&[u8]>::new()).ok()?;
    let client = Client::builder(TokioExecutor::new()).build_http();
    let (parts, body) = client.request(request).await.ok()?.into_parts();
    let body = body.collect().await.ok()?.to_bytes().to_vec();
    Some(Answer { status: parts.status.as_u16(), headers: parts.headers, body })
}
