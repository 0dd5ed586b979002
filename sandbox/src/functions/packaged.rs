//! A packaged function, called through Lambda's Invoke API.
//!
//! <https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html>

use std::sync::Arc;

use data_encoding::BASE64;
use http::{Request, Response, StatusCode};
use lambda_http::Body;
use lambda_http::aws_lambda_events::apigw::ApiGatewayV2httpResponse;
use shared::model::error::Error;
use shared::platform::http::Http;

use super::Scheduled;
use crate::gateway::{Handler, Invocation, InvokeError};

/// Set by Lambda where the answer is an error's description and not the function's.
const FUNCTION_ERROR: &str = "x-amz-function-error";

/// One function of an Invoke API.
#[derive(Clone)]
pub(super) struct Function {
    name: String,
    http: Http,
    url: String,
}

impl Function {
    /// The function `name` at the API's base URL, without a trailing slash.
    pub(super) fn new(name: String, http: &Http, api: &str) -> Self {
        let url = format!("{api}/2015-03-31/functions/{name}/invocations");
        Self { name, http: http.clone(), url }
    }

    /// Its name, and itself as one that answers HTTP requests.
    pub(super) fn on_request(self) -> (String, Handler) {
        let name = self.name.clone();
        let handler: Handler = Arc::new(move |event| {
            let function = self.clone();
            Box::pin(async move { response(&function.invoke(event).await?) })
        });
        (name, handler)
    }

    /// Its name, and itself as one that a schedule fires. It is told its deadline by Lambda.
    pub(super) fn on_schedule(self) -> (String, Scheduled) {
        let name = self.name.clone();
        let handler: Scheduled = Arc::new(move |event, _| {
            let function = self.clone();
            Box::pin(async move {
                let answer = function.invoke(event.to_string()).await.map_err(|error| {
                    tracing::error!(function = function.name, %error, "invocation failed");
                    Error::Internal
                })?;
                serde_json::from_slice(&answer).map_err(|_| Error::Internal)
            })
        });
        (name, handler)
    }

    async fn invoke(&self, event: String) -> Result<Vec<u8>, InvokeError> {
        let failed = |what: &dyn ToString| InvokeError::Failed(what.to_string());
        let request = Request::post(&self.url).body(event.into_bytes());
        let request = request.map_err(|error| failed(&error))?;
        let answer = self.http.send(request).await.map_err(|error| failed(&error))?;
        if answer.status().is_success() && !answer.headers().contains_key(FUNCTION_ERROR) {
            return Ok(answer.into_body());
        }
        Err(failed(&String::from_utf8_lossy(answer.body())))
    }
}

/// An answer in payload format 2.0 as a response.
fn response(answer: &[u8]) -> Invocation {
    let answer: ApiGatewayV2httpResponse =
        serde_json::from_slice(answer).map_err(InvokeError::Response)?;
    let body = match answer.body.unwrap_or_default() {
        Body::Text(text) if answer.is_base64_encoded => decoded(&text)?,
        body => body,
    };
    let status = u16::try_from(answer.status_code).ok();
    let status = status.and_then(|status| StatusCode::from_u16(status).ok());
    let mut response = Response::new(body);
    *response.status_mut() =
        status.ok_or_else(|| InvokeError::Failed(format!("status {}", answer.status_code)))?;
    *response.headers_mut() = answer.headers;
    Ok(response)
}

fn decoded(text: &str) -> Result<Body, InvokeError> {
    let bytes = BASE64.decode(text.as_bytes());
    bytes.map(Body::Binary).map_err(|error| InvokeError::Failed(error.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_in_payload_format_2_is_a_response() {
        let answer = br#"{"statusCode":302,"headers":{"location":"https://www.intowork.co/"},
            "multiValueHeaders":{},"body":"aGk=","isBase64Encoded":true,"cookies":[]}"#;
        let response = response(answer).unwrap();
        assert_eq!(response.status(), StatusCode::FOUND);
        assert_eq!(response.headers()["location"], "https://www.intowork.co/");
        assert_eq!(response.body(), &Body::Binary(b"hi".to_vec()));
    }

    #[test]
    fn an_error_s_description_is_no_response() {
        let answer = br#"{"errorType":"Runtime.ExitError","errorMessage":"exit status 1"}"#;
        assert!(matches!(response(answer), Err(InvokeError::Response(_))));
    }
}
