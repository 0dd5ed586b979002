//! `docs/openapi.yaml` says what the API is: its routes, its codes, and whole answers of every endpoint.

mod answers;
mod codes;
mod conformance;
mod examples;
mod routes;
mod served;

use serde_json::Value;

pub(crate) use conformance::check;

const DESCRIPTION: &str = "../docs/openapi.yaml";

/// The description, as JSON.
fn description() -> Value {
    let text = std::fs::read_to_string(DESCRIPTION).unwrap();
    serde_yaml_ng::from_str(&text).unwrap()
}

/// An operation of the description.
struct Operation {
    /// As API Gateway names a route: `GET /api/integrations/status`.
    key: String,
    content: Value,
}

impl Operation {
    /// Its answers by their statuses, each looked up where it stands.
    fn responses<'a>(&'a self, description: &'a Value) -> Vec<(u16, &'a Value)> {
        let responses = self.content["responses"].as_object().unwrap().iter();
        let found =
            responses.map(|(status, it)| (status.parse().unwrap(), resolved(description, it)));
        found.collect()
    }
}

fn operations(description: &Value) -> Vec<Operation> {
    let paths = description["paths"].as_object().unwrap().iter();
    let operations = paths.flat_map(|(path, item)| {
        let methods = ["get", "head", "put", "post", "patch", "delete"];
        let own = methods.into_iter().filter(|method| item.get(method).is_some());
        own.map(move |method| Operation {
            key: format!("{} {path}", method.to_uppercase()),
            content: item[method].clone(),
        })
    });
    operations.collect()
}

/// `part`, or what it refers to.
fn resolved<'a>(description: &'a Value, part: &'a Value) -> &'a Value {
    match part["$ref"].as_str() {
        Some(reference) => {
            let pointer = reference.strip_prefix('#').unwrap();
            resolved(
                description,
                description.pointer(pointer).unwrap_or_else(|| panic!("{reference}")),
            )
        }
        None => part,
    }
}
