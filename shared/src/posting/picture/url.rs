//! Which addresses are followed at all.

use url::{Host, Url};

use super::PictureError;

/// `text` as a URL, where it is plain `https` on the usual port of one of `hosts`. A number is never a
/// host here, however it is written: the parser knows decimal, octal, hexadecimal and short forms.
pub(super) fn checked(text: &str, hosts: &[String]) -> Result<Url, PictureError> {
    let url = Url::parse(text).map_err(|_| PictureError::Address)?;
    let has_user = !url.username().is_empty() || url.password().is_some();
    if url.scheme() != "https" || url.port().is_some() || has_user {
        return Err(PictureError::Address);
    }
    match url.host() {
        Some(Host::Domain(host)) if hosts.iter().any(|known| known == host) => Ok(url),
        Some(_) => Err(PictureError::Host),
        None => Err(PictureError::Address),
    }
}
