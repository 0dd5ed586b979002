//! The Images API: a slot, an upload to it, and a URN to post with.

use http::Method;
use serde::Deserialize;
use serde_json::json;
use url::Url;

use super::LinkedIn;
use super::posts::encoded;
use crate::model::fault::ProviderError;
use crate::platform::lenient;
use crate::providers::rest::Body;

#[derive(Deserialize)]
struct Initialized {
    value: Slot,
}

#[derive(Deserialize)]
struct Slot {
    #[serde(rename = "uploadUrl")]
    upload_url: String,
    image: String,
}

/// What became of an uploaded picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Processing {
    /// It can be posted.
    Available,
    /// LinkedIn is still at it.
    Underway,
    /// It can never be posted.
    Failed,
}

#[derive(Deserialize)]
struct Image {
    #[serde(default, deserialize_with = "lenient::or_default")]
    status: String,
}

impl LinkedIn {
    /// What became of the uploaded picture `urn`.
    ///
    /// # Errors
    /// [`ProviderError`].
    pub async fn processing(&self, urn: &str) -> Result<Processing, ProviderError> {
        let image: Image = self.get(&format!("/rest/images/{}", encoded(urn))).await?;
        Ok(match image.status.as_str() {
            "AVAILABLE" => Processing::Available,
            "PROCESSING_FAILED" => Processing::Failed,
            _ => Processing::Underway,
        })
    }

    /// Uploads a picture that `owner`, a member or a page, may then post with; its URN.
    ///
    /// # Errors
    /// [`ProviderError`], also where the upload URL is not LinkedIn's own: the token goes with the bytes.
    pub async fn upload_image(
        &self,
        owner: &str,
        picture: Vec<u8>,
    ) -> Result<String, ProviderError> {
        let body = json!({"initializeUploadRequest": {"owner": owner}});
        let request = self.request(Method::POST, "/rest/images?action=initializeUpload");
        let answer = self.send(request, Body::Json(&body)).await?;
        let Initialized { value: Slot { upload_url, image } } =
            self.rest.read(answer.body).map_err(ProviderError::repeatable)?;
        if !is_linkedin(&upload_url, self.rest.base_url()) || !image.starts_with("urn:li:image:") {
            tracing::error!("LinkedIn's upload URL is not its own");
            return Err(self.rest.malformed().repeatable());
        }
        let upload = self.rest.request_to(Method::PUT, upload_url);
        self.send(upload, Body::Bytes(picture)).await.map_err(of_upload)?;
        Ok(image)
    }
}

/// A refusal by the host that takes the bytes. It is not the API, and whatever it calls the token, the
/// API may still accept it.
fn of_upload(error: ProviderError) -> ProviderError {
    if error.is_about_the_token() { error.transient() } else { error }
}

/// Whether a URL may be given the token: a host of `linkedin.com`, or the API's own in a sandbox (S37).
fn is_linkedin(url: &str, api: &str) -> bool {
    let (Ok(url), Ok(api)) = (Url::parse(url), Url::parse(api)) else { return false };
    let has_user = !url.username().is_empty() || url.password().is_some();
    let is_theirs = url.scheme() == "https"
        && url.port().is_none()
        && url.domain().is_some_and(|host| host.ends_with(".linkedin.com"));
    !has_user && (is_theirs || url.origin() == api.origin())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn s36_s37_the_token_is_sent_to_linkedin_only() {
        let api = "https://api.linkedin.com";
        assert!(is_linkedin("https://www.linkedin.com/dms-uploads/1/0?ca=x", api));
        for url in [
            "http://www.linkedin.com/dms-uploads/1/0",
            "https://linkedin.com.evil.example/",
            "https://evillinkedin.com/",
            "https://www.linkedin.com:8443/",
            "https://www.linkedin.com@evil.example/",
            "https://user@www.linkedin.com/",
            "https://127.0.0.1/",
            "/dms-uploads/1/0",
        ] {
            assert!(!is_linkedin(url, api), "{url}");
        }
        assert!(is_linkedin("http://localhost:8002/dms-uploads/1/0", "http://localhost:8002"));
        assert!(!is_linkedin("http://localhost:8003/dms-uploads/1/0", "http://localhost:8002"));
    }
}
