//! What the provider knows about our app (RFC 6749, section 2).

/// One registered confidential client.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Registration {
    /// The public identifier of the app.
    pub client_id: String,
    /// The password of the app at the token endpoint.
    pub client_secret: String,
    /// Absolute URIs the provider may send the browser back to.
    pub redirect_uris: Vec<String>,
}

impl Registration {
    /// Whether the credentials are the app's own.
    pub fn authenticates(&self, client_id: &str, client_secret: &str) -> bool {
        self.client_id == client_id && self.client_secret == client_secret
    }

    /// Whether `redirect_uri` equals a registered one, character by character (RFC 6749, section
    /// 3.1.2.3; RFC 9700, section 2.1).
    pub fn allows_redirect(&self, redirect_uri: &str) -> bool {
        self.redirect_uris.iter().any(|registered| registered == redirect_uri)
    }
}
