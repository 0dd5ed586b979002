//! `docs/security.md` says for each function what its role allows.

use std::collections::BTreeSet;

use sandbox::aws::iam::Iam;
use sandbox::world::TEMPLATE;

use super::{read, root};

/// Set to write the table anew.
const UPDATE: &str = "UPDATE_SECURITY";
const BEGIN: &str = "<!-- The roles: a test writes them with UPDATE_SECURITY=1. -->\n";
const END: &str = "\n<!-- The end of the roles. -->";

#[expect(
    clippy::disallowed_methods,
    reason = "a switch of this test, and of nothing that is deployed"
)]
fn is_updated() -> bool {
    std::env::var_os(UPDATE).is_some()
}

/// The table as the template has it.
fn table() -> String {
    let mut table =
        "\n| Function | Table | Indexes | Tokens | Secrets |\n|---|---|---|---|---|\n".to_owned();
    for (function, role) in Iam::of_template(TEMPLATE).unwrap().roles() {
        let permissions = role.permissions();
        let of = |service: &str,
                  resource: &dyn Fn(&str) -> bool,
                  what: &dyn Fn(&str, &str) -> String| {
            let own = permissions.iter().filter_map(|permission| {
                let (of, action) = permission.action.split_once(':').unwrap();
                let is_asked = of == service && resource(&permission.resource);
                is_asked.then(|| what(action, &permission.resource))
            });
            let cells: BTreeSet<_> = own.collect();
            let cells: Vec<_> = cells.into_iter().collect();
            if cells.is_empty() { "–".to_owned() } else { cells.join(", ") }
        };
        let action = |action: &str, _: &str| action.to_owned();
        let index = |_: &str, resource: &str| resource.rsplit('/').next().unwrap().to_owned();
        let key = |action: &str, _: &str| match action {
            "Decrypt" => "opens".to_owned(),
            "GenerateDataKey" => "seals".to_owned(),
            other => panic!("{function} may {other}"),
        };
        let secret = |_: &str, resource: &str| resource.trim_end_matches("Secret").to_owned();
        table += &format!(
            "| `{function}` | {} | {} | {} | {} |\n",
            of("dynamodb", &|resource| !resource.contains('/'), &action),
            of("dynamodb", &|resource| resource.contains('/'), &index),
            of("kms", &|_| true, &key),
            of("secretsmanager", &|_| true, &secret),
        );
        for permission in &permissions {
            let service = permission.action.split(':').next().unwrap();
            // Where Lambda sets records of the stream aside in the name of a role: no data of a function's own.
            let known = ["dynamodb", "kms", "secretsmanager", "s3"];
            assert!(known.contains(&service), "{function}: {permission:?} has no column");
        }
    }
    table
}

#[test]
fn what_each_function_can_do_is_what_its_role_allows() {
    let document = read("docs/security.md");
    let (before, rest) = document.split_once(BEGIN).unwrap();
    let (told, after) = rest.split_once(END).unwrap();
    let table = table();
    if is_updated() {
        let text = format!("{before}{BEGIN}{table}{END}{after}");
        std::fs::write(root("docs/security.md"), text).unwrap();
        return;
    }
    assert_eq!(told, table, "set {UPDATE}=1 to write it");
}
