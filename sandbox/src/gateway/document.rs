//! The parts of a SAM template that the sandbox reads, spelt as SAM spells them.
//!
//! Properties that are not named here may hold anything, CloudFormation's short tags included.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_yaml_ng::Value;

use crate::aws::pattern;

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(crate) struct Document {
    #[serde(default)]
    parameters: BTreeMap<String, Parameter>,
    #[serde(default)]
    globals: Value,
    pub(crate) resources: BTreeMap<String, Value>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Parameter {
    default: Option<Value>,
}

impl Document {
    /// The variables of `Globals` that are `!Ref` of a parameter with a default, with that default.
    pub(super) fn default_variables(&self) -> BTreeMap<String, String> {
        let variables = self.globals.get("Function").and_then(|all| all.get("Environment"));
        let variables = variables.and_then(|all| all.get("Variables")).and_then(Value::as_mapping);
        let named = variables.into_iter().flatten().filter_map(|(name, value)| {
            let Value::Tagged(reference) = value else { return None };
            let parameter = reference.value.as_str().filter(|_| reference.tag == "Ref")?;
            let default = self.parameters.get(parameter)?.default.as_ref()?.as_str()?;
            Some((name.as_str()?.to_owned(), default.to_owned()))
        });
        named.collect()
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(crate) struct Resource {
    #[serde(rename = "Type")]
    pub(crate) kind: String,
    #[serde(default)]
    pub(crate) properties: Value,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct FunctionProperties {
    pub(super) code_uri: String,
    #[serde(default)]
    pub(super) events: BTreeMap<String, EventSource>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct EventSource {
    #[serde(rename = "Type")]
    pub(super) kind: String,
    pub(super) properties: Value,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct HttpApiEvent {
    pub(super) method: String,
    pub(super) path: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct ScheduleEvent {
    pub(super) schedule_expression: String,
    pub(super) input: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct ApiProperties {
    pub(super) cors_configuration: CorsConfiguration,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct CorsConfiguration {
    pub(super) allow_origins: Value,
    pub(super) allow_methods: Vec<String>,
    pub(super) allow_headers: Vec<String>,
    #[serde(default)]
    pub(super) expose_headers: Vec<String>,
    #[serde(default)]
    pub(super) allow_credentials: bool,
    pub(super) max_age: u32,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct EventSourceMapping {
    pub(super) function_name: Value,
    pub(super) batch_size: usize,
    pub(super) maximum_retry_attempts: usize,
    pub(super) maximum_record_age_in_seconds: i64,
    pub(super) bisect_batch_on_function_error: bool,
    pub(super) function_response_types: Vec<String>,
    filter_criteria: FilterCriteria,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct FilterCriteria {
    filters: Vec<Filter>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Filter {
    pattern: String,
}

impl EventSourceMapping {
    /// What records must look like that come to the function; `None` where the sandbox can't tell.
    pub(super) fn patterns(&self) -> Option<Vec<serde_json::Value>> {
        let patterns = self.filter_criteria.filters.iter().map(|Filter { pattern }| {
            serde_json::from_str(pattern).ok().filter(pattern::is_understood)
        });
        patterns.collect()
    }
}
