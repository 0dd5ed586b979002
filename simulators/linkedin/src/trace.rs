//! The headers by which LinkedIn's support finds a request again.

use axum::response::Response;
use http::HeaderValue;

use simulator_kit::oauth::random;

/// Adds `x-li-uuid`, `x-li-request-id` and `x-li-fabric` to every answer.
pub async fn mark(mut response: Response) -> Response {
    let headers = response.headers_mut();
    headers.insert("x-li-fabric", HeaderValue::from_static("prod-simulator"));
    for name in ["x-li-uuid", "x-li-request-id"] {
        if let Ok(value) = HeaderValue::from_str(&random::text(24)) {
            headers.insert(name, value);
        }
    }
    response
}
