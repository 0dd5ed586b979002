//! The origins the dashboard lives among: the API it calls, the simulators it links to.

use serde::Serialize;
use serde_json::json;

/// A provider's simulator, for a link to what its users see.
#[derive(Clone, Debug, Serialize)]
pub struct OtherSide {
    /// As people call it: `LinkedIn`.
    pub name: &'static str,
    /// Where it answers, such as `http://localhost:8002`.
    pub origin: String,
    /// The path of the page: `/feed`.
    pub page: &'static str,
}

/// Everything `/config.js` tells the pages.
#[derive(Clone, Debug)]
pub(super) struct Origins {
    /// The API, such as `http://localhost:8001`; the one origin the pages may call.
    pub(super) api: String,
    /// The simulators, for links only.
    pub(super) simulators: Vec<OtherSide>,
}

impl Origins {
    /// These origins as a JavaScript module with one default export.
    pub(super) fn script(&self) -> String {
        let config = json!({"api": self.api, "simulators": self.simulators});
        format!("export default {config};\n")
    }
}
