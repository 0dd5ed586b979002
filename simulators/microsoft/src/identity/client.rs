//! Who asks at the token endpoint (RFC 6749, section 2.3.1).

use data_encoding::BASE64;
use http::{HeaderMap, header};

use simulator_kit::oauth::Registration;

/// Checks the app's credentials, from the form or HTTP Basic; the AADSTS number otherwise: 700016
/// for another app, 7000218 without a secret, 7000215 for a wrong one.
pub fn authenticate(
    registration: &Registration,
    headers: &HeaderMap,
    (client_id, secret): (Option<&str>, Option<&str>),
) -> Result<(), u32> {
    let basic = basic(headers);
    let (basic_id, basic_secret) =
        basic.as_ref().map(|(id, secret)| (id.as_str(), secret.as_str())).unzip();
    let client_id = client_id.or(basic_id).ok_or(900_144_u32)?;
    if client_id != registration.client_id {
        return Err(700_016);
    }
    let secret =
        secret.or(basic_secret).filter(|secret| !secret.is_empty()).ok_or(7_000_218_u32)?;
    if registration.authenticates(client_id, secret) { Ok(()) } else { Err(7_000_215) }
}

/// Id and secret of the Basic scheme, each form-urlencoded.
fn basic(headers: &HeaderMap) -> Option<(String, String)> {
    let value = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let decoded = BASE64.decode(value.strip_prefix("Basic ")?.as_bytes()).ok()?;
    let text = String::from_utf8(decoded).ok()?;
    let (id, secret) = text.split_once(':')?;
    let decode = |text: &str| {
        let pairs = url::form_urlencoded::parse(text.as_bytes());
        pairs.map(|(name, _)| name.into_owned()).next().unwrap_or_default()
    };
    Some((decode(id), decode(secret)))
}
