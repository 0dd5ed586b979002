//! The origins the dashboard lives among: the API it calls, the simulators it links to.

use serde_json::json;

/// Where the provider simulators answer, each as an origin such as `http://localhost:8002`.
#[derive(Clone, Debug)]
pub struct ProviderOrigins {
    /// LinkedIn, whose feed is at `/feed`.
    pub linkedin: String,
    /// Google, whose calendar is at `/calendar`.
    pub google: String,
    /// Microsoft, whose calendar is at `/calendar`.
    pub microsoft: String,
}

/// Everything `/config.js` tells the pages.
#[derive(Clone, Debug)]
pub(super) struct Origins {
    /// The API, such as `http://localhost:8001`; the one origin the pages may call.
    pub(super) api: String,
    /// The simulators, for links only.
    pub(super) providers: ProviderOrigins,
}

impl Origins {
    /// These origins as a JavaScript module with one default export.
    pub(super) fn script(&self) -> String {
        let ProviderOrigins { linkedin, google, microsoft } = &self.providers;
        let config = json!({
            "api": self.api,
            "providers": { "linkedin": linkedin, "google": google, "microsoft": microsoft },
        });
        format!("export default {config};\n")
    }
}
