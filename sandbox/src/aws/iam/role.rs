//! The role of a function, as its `Policies` in the template spell it.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;
use serde_yaml_ng::Value;
use thiserror::Error;

use super::call::Call;
use super::permission::Permission;
use crate::gateway::document::{Document, Resource};

/// The operator and the prefix of the one kind of condition that is understood.
const OPERATOR: &str = "StringEquals";
const ENCRYPTION_CONTEXT: &str = "kms:EncryptionContext:";

/// What a function may do: any of its statements' permissions.
#[derive(Clone, Debug, Default)]
pub struct Role(Vec<Statement>);

/// Permissions under one condition.
#[derive(Clone, Debug)]
struct Statement {
    permissions: BTreeSet<Permission>,
    /// What KMS's encryption context must say.
    context: BTreeMap<String, String>,
}

/// Why a role can't be read.
#[derive(Debug, Error)]
pub enum RoleError {
    /// Not YAML, or policies that are not spelt out as ours are, such as a managed one.
    #[error("not a template with policies of its own: {0}")]
    Yaml(#[from] serde_yaml_ng::Error),
    /// A statement that only AWS could judge: a denial, an unknown resource or condition.
    #[error("{function}: the sandbox does not understand {what}")]
    Unknown {
        /// The function's package.
        function: String,
        /// What stands there.
        what: String,
    },
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Properties {
    code_uri: String,
    policies: Vec<Policy>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
struct Policy {
    #[serde(rename = "Version")]
    _version: String,
    statement: Vec<Written>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
struct Written {
    #[serde(rename = "Sid")]
    _sid: String,
    effect: String,
    action: OneOrMore,
    resource: Value,
    #[serde(default)]
    condition: BTreeMap<String, BTreeMap<String, String>>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum OneOrMore {
    One(String),
    More(Vec<String>),
}

impl Role {
    /// Whether one of the statements allows `permission`, which `call` needs.
    pub(super) fn allows(&self, permission: &Permission, call: &Call) -> bool {
        self.0.iter().any(|statement| {
            statement.permissions.contains(permission)
                && statement
                    .context
                    .iter()
                    .all(|pair| call.encryption_context.get_key_value(pair.0) == Some(pair))
        })
    }

    /// Everything it allows.
    pub fn permissions(&self) -> BTreeSet<Permission> {
        self.0.iter().flat_map(|statement| statement.permissions.clone()).collect()
    }

    /// What it allows whatever the encryption context says.
    pub fn unconditional(&self) -> BTreeSet<Permission> {
        let free = self.0.iter().filter(|statement| statement.context.is_empty());
        free.flat_map(|statement| statement.permissions.clone()).collect()
    }
}

/// The roles of a template's functions, by the names of their packages.
pub(super) fn read(template: &str) -> Result<BTreeMap<String, Role>, RoleError> {
    let document: Document = serde_yaml_ng::from_str(template)?;
    let resources = document.resources.into_values();
    let resources = resources.filter_map(|it| serde_yaml_ng::from_value::<Resource>(it).ok());
    resources.filter(|it| it.kind == "AWS::Serverless::Function").map(role).collect()
}

fn role(function: Resource) -> Result<(String, Role), RoleError> {
    let properties: Properties = serde_yaml_ng::from_value(function.properties)?;
    let name = properties.code_uri.trim_start_matches("functions/").to_owned();
    let unknown = |what| RoleError::Unknown { function: name.clone(), what };
    let statements = properties.policies.into_iter().flat_map(|policy| policy.statement);
    let statements: Result<_, _> = statements.map(Written::understood).collect();
    let role = Role(statements.map_err(unknown)?);
    Ok((name, role))
}

impl Written {
    fn understood(self) -> Result<Statement, String> {
        if self.effect != "Allow" {
            return Err(self.effect);
        }
        let resources = match &self.resource {
            Value::Sequence(resources) => resources.as_slice(),
            one => std::slice::from_ref(one),
        };
        let resources = resources.iter().map(resource).collect::<Option<Vec<_>>>();
        let resources = resources.ok_or_else(|| format!("{:?}", self.resource))?;
        let actions = match self.action {
            OneOrMore::One(action) => vec![action],
            OneOrMore::More(actions) => actions,
        };
        let is_of_objects = resources.iter().any(|resource| resource.ends_with("/*"));
        if is_of_objects && !actions.iter().all(|action| action.starts_with("s3:")) {
            return Err(format!("{:?}", self.resource));
        }
        let permissions = actions.iter().flat_map(|action| {
            let on = |resource: &String| Permission {
                action: action.clone(),
                resource: resource.clone(),
            };
            resources.iter().map(on)
        });
        let mut context = BTreeMap::new();
        for (operator, pairs) in self.condition {
            for (key, value) in pairs {
                match key.strip_prefix(ENCRYPTION_CONTEXT) {
                    Some(name) if operator == OPERATOR => context.insert(name.to_owned(), value),
                    _ => return Err(format!("the condition {operator} {key}")),
                };
            }
        }
        Ok(Statement { permissions: permissions.collect(), context })
    }
}

/// `!GetAtt Table.Arn`, `!Sub ${Table.Arn}/index/account` `!Ref CallerSecret`, `!GetAtt Table.StreamArn` and the objects of
/// a bucket, `!Sub ${Bucket.Arn}/*`; nothing else with a wildcard.
fn resource(value: &Value) -> Option<String> {
    let Value::Tagged(tagged) = value else { return None };
    let written = tagged.value.as_str()?;
    let name = match tagged.tag.to_string().as_str() {
        "!GetAtt" => match written.strip_suffix(".StreamArn") {
            Some(table) => format!("{table}/stream"),
            None => written.strip_suffix(".Arn")?.to_owned(),
        },
        "!Sub" => written.strip_prefix("${")?.replacen(".Arn}", "", 1),
        "!Ref" => written.to_owned(),
        _ => return None,
    };
    // All objects of a bucket, and no other wildcard.
    let plain = name.strip_suffix("/*").unwrap_or(&name);
    let is_plain = |letter: char| letter.is_ascii_alphanumeric() || "/-".contains(letter);
    plain.chars().all(is_plain).then_some(name)
}
