//! What the gateway needs to know, read from `template.yaml` itself: routes, schedules, CORS rules.
//!
//! CloudFormation's short tags (`!Ref`, `!Sub`, `!GetAtt`) are kept as YAML tags and only looked at
//! where they matter.

use std::collections::{BTreeMap, BTreeSet};

use serde::de::DeserializeOwned;
use serde_yaml_ng::Value;
use thiserror::Error;

use super::cors::Policy;
use super::document::{
    ApiProperties, Document, EventSourceMapping, FunctionProperties, HttpApiEvent, Resource,
    ScheduleEvent,
};
use super::route::{PatternError, Route};

/// The functions of a SAM template, and how its one HTTP API treats other origins.
#[derive(Clone, Debug)]
pub struct Template {
    /// In the order of their logical ids.
    pub functions: Vec<Function>,
    /// `CorsConfiguration` of the API, without the origins, which are a parameter's value.
    pub cors: Policy,
    /// Its event source mappings.
    pub streams: Vec<Mapping>,
    /// The variables of every function that a deployment takes from a parameter's default, by name.
    pub variables: BTreeMap<String, String>,
}

/// One `AWS::Serverless::Function`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Function {
    /// Its logical id, such as `AuthUrlFunction`.
    pub logical_id: String,
    /// Its package (`CodeUri`) and its binary, such as `auth-url`.
    pub name: String,
    /// Its `HttpApi` events.
    pub routes: Vec<Route>,
    /// Its `ScheduleV2` events.
    pub schedules: Vec<Schedule>,
}

/// One `ScheduleV2` event (EventBridge Scheduler).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Schedule {
    /// The event's name in the template.
    pub name: String,
    /// `rate(…)`, `cron(…)` or `at(…)`, as written.
    pub expression: String,
    /// The JSON text the function is invoked with.
    pub input: Option<String>,
}

/// One `AWS::Lambda::EventSourceMapping`: how the table's stream comes to a function.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mapping {
    /// The function, by the name of its binary.
    pub function: String,
    /// Records of an event at most.
    pub batch_size: usize,
    /// How often records that fail are tried again.
    pub retries: usize,
    /// How old a record may become, in seconds.
    pub age: i64,
    /// Whether a batch that fails is halved.
    pub bisects: bool,
    /// What records look like that come to it: one of these.
    pub patterns: Vec<serde_json::Value>,
}

/// Why a template cannot be served.
#[derive(Debug, Error)]
pub enum TemplateError {
    /// Not YAML, or without `Resources`.
    #[error("not a template: {0}")]
    Yaml(#[from] serde_yaml_ng::Error),
    /// A resource lacks a property the gateway needs, or has one of another type.
    #[error("{id}: {source}")]
    Resource {
        /// Logical id, followed by the event's name where it is an event.
        id: String,
        /// What is wrong with it.
        source: serde_yaml_ng::Error,
    },
    /// A route that API Gateway would not create.
    #[error("{id}: {source}")]
    Route {
        /// Logical id.
        id: String,
        /// What is wrong with it.
        source: PatternError,
    },
    /// `AuthUrlFunction` must be built from `auth-url`, so that one name finds everything.
    #[error("{id} is built from `{name}`, whose function would be called {expected}")]
    Name {
        /// Logical id.
        id: String,
        /// Name of the package.
        name: String,
        /// The logical id this package asks for.
        expected: String,
    },
    /// Two functions claim one route.
    #[error("{0} is routed twice")]
    DuplicateRoute(String),
    /// There is not exactly one `AWS::Serverless::HttpApi`.
    #[error("expected one AWS::Serverless::HttpApi, found {0}")]
    Apis(usize),
    /// Origins are anything but the parameter, or credentials are allowed.
    #[error(
        "CorsConfiguration must take AllowOrigins from !Ref AllowedOrigins, and no credentials"
    )]
    Cors,
}

impl Template {
    /// Reads the text of `template.yaml`.
    pub fn parse(text: &str) -> Result<Self, TemplateError> {
        let document: Document = serde_yaml_ng::from_str(text)?;
        let variables = document.default_variables();
        let mut functions = Vec::new();
        let (mut policies, mut streams) = (Vec::new(), Vec::new());
        for (id, resource) in document.resources {
            // A loop of AWS::LanguageExtensions: what stands beside each function, and no function.
            if id.starts_with("Fn::ForEach::") {
                continue;
            }
            let resource: Resource = read(&id, resource)?;
            match resource.kind.as_str() {
                "AWS::Serverless::Function" => functions.push(function(id, resource)?),
                "AWS::Lambda::EventSourceMapping" => {
                    streams.push(mapping(&id, resource.properties)?);
                }
                "AWS::Serverless::HttpApi" => policies.push(policy(&id, resource.properties)?),
                _ => {}
            }
        }
        refuse_duplicates(&functions)?;
        match <[Policy; 1]>::try_from(policies) {
            Ok([cors]) => Ok(Self { functions, cors, streams, variables }),
            Err(policies) => Err(TemplateError::Apis(policies.len())),
        }
    }
}

fn function(logical_id: String, resource: Resource) -> Result<Function, TemplateError> {
    let properties: FunctionProperties = read(&logical_id, resource.properties)?;
    let name = properties.code_uri.trim_start_matches("functions/").to_owned();
    let expected = logical_name(&name);
    if logical_id != expected {
        return Err(TemplateError::Name { id: logical_id, name, expected });
    }
    let mut function = Function { logical_id, name, routes: Vec::new(), schedules: Vec::new() };
    for (event, source) in properties.events {
        let id = format!("{}.{event}", function.logical_id);
        match source.kind.as_str() {
            "HttpApi" => function.routes.push(route(&id, source.properties)?),
            "ScheduleV2" => function.schedules.push(schedule(&id, event, source.properties)?),
            _ => {}
        }
    }
    Ok(function)
}

/// `auth-url` → `AuthUrlFunction`.
fn logical_name(package: &str) -> String {
    let capitalized = package.split('-').map(|word| {
        let mut letters = word.chars();
        letters.next().map(|first| first.to_ascii_uppercase()).into_iter().chain(letters)
    });
    capitalized.flatten().chain("Function".chars()).collect()
}

fn route(id: &str, properties: Value) -> Result<Route, TemplateError> {
    let event: HttpApiEvent = read(id, properties)?;
    Route::parse(&event.method, &event.path)
        .map_err(|source| TemplateError::Route { id: id.to_owned(), source })
}

fn mapping(id: &str, properties: Value) -> Result<Mapping, TemplateError> {
    let mapping: EventSourceMapping = read(id, properties)?;
    let unknown = |what: &str| TemplateError::Resource {
        id: id.to_owned(),
        source: serde::de::Error::custom(format!("the sandbox does not understand {what}")),
    };
    let Value::Tagged(function) = &mapping.function_name else {
        return Err(unknown("FunctionName"));
    };
    let function = function.value.as_str().and_then(|it| it.strip_suffix("Function.Arn"));
    let patterns = mapping.patterns().ok_or_else(|| unknown("FilterCriteria"))?;
    if mapping.function_response_types != ["ReportBatchItemFailures"] {
        return Err(unknown("FunctionResponseTypes"));
    }
    Ok(Mapping {
        function: package_name(function.ok_or_else(|| unknown("FunctionName"))?),
        batch_size: mapping.batch_size,
        retries: mapping.maximum_retry_attempts,
        age: mapping.maximum_record_age_in_seconds,
        bisects: mapping.bisect_batch_on_function_error,
        patterns,
    })
}

/// `AuthUrl` → `auth-url`.
fn package_name(logical: &str) -> String {
    let mut name = String::new();
    for letter in logical.chars() {
        if letter.is_ascii_uppercase() && !name.is_empty() {
            name.push('-');
        }
        name.push(letter.to_ascii_lowercase());
    }
    name
}

fn schedule(id: &str, name: String, properties: Value) -> Result<Schedule, TemplateError> {
    let event: ScheduleEvent = read(id, properties)?;
    Ok(Schedule { name, expression: event.schedule_expression, input: event.input })
}

fn policy(id: &str, properties: Value) -> Result<Policy, TemplateError> {
    let ApiProperties { cors_configuration: cors } = read(id, properties)?;
    let from_parameter = matches!(&cors.allow_origins,
        Value::Tagged(origins) if origins.tag == "Ref" && origins.value == "AllowedOrigins");
    if !from_parameter || cors.allow_credentials {
        return Err(TemplateError::Cors);
    }
    Ok(Policy {
        methods: cors.allow_methods,
        headers: cors.allow_headers,
        exposed_headers: cors.expose_headers,
        max_age: cors.max_age,
    })
}

fn refuse_duplicates(functions: &[Function]) -> Result<(), TemplateError> {
    let mut seen = BTreeSet::new();
    for route in functions.iter().flat_map(|function| &function.routes) {
        if !seen.insert(route.shape()) {
            return Err(TemplateError::DuplicateRoute(route.key()));
        }
    }
    Ok(())
}

fn read<T: DeserializeOwned>(id: &str, value: Value) -> Result<T, TemplateError> {
    serde_yaml_ng::from_value(value)
        .map_err(|source| TemplateError::Resource { id: id.to_owned(), source })
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEMPLATE: &str = r#"
Parameters:
  AllowedOrigins: {Type: CommaDelimitedList}
Resources:
  Api:
    Type: AWS::Serverless::HttpApi
    Properties:
      CorsConfiguration:
        AllowOrigins: !Ref AllowedOrigins
        AllowMethods: [GET, DELETE]
        AllowHeaders: [authorization]
        MaxAge: 600
      AccessLogSettings: {DestinationArn: !GetAtt Logs.Arn, Format: !Sub "${Api}"}
  AuthUrlFunction:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: functions/auth-url
      Policies: [{Statement: [{Resource: !GetAtt Table.Arn}]}]
      Events:
        AuthUrl:
          Type: HttpApi
          Properties: {ApiId: !Ref Api, Method: get, Path: "/{provider}/auth-url"}
        Often:
          Type: ScheduleV2
          Properties: {ScheduleExpression: rate(5 minutes), Input: '{"shards":[0]}'}
  Table:
    Type: AWS::DynamoDB::Table
  Fn::ForEach::Functions:
    - Name
    - [AuthUrl]
    - ${Name}LogGroup: {Type: AWS::Logs::LogGroup}
"#;

    #[track_caller]
    fn refused(from: &str, to: &str, message: &str) {
        assert!(TEMPLATE.contains(from), "the test changes nothing");
        let error = Template::parse(&TEMPLATE.replace(from, to)).unwrap_err();
        assert!(error.to_string().contains(message), "{error}");
    }

    #[test]
    fn a_function_has_its_routes_and_schedules() {
        let template = Template::parse(TEMPLATE).unwrap();
        let [function] = template.functions.as_slice() else { panic!("one function") };
        assert_eq!(
            (function.logical_id.as_str(), function.name.as_str()),
            ("AuthUrlFunction", "auth-url")
        );
        assert_eq!(function.routes[0].key(), "GET /{provider}/auth-url");
        let schedule = &function.schedules[0];
        assert_eq!(
            (schedule.name.as_str(), schedule.expression.as_str()),
            ("Often", "rate(5 minutes)")
        );
        assert_eq!(schedule.input.as_deref(), Some(r#"{"shards":[0]}"#));
    }

    #[test]
    fn cors_rules_come_with_the_template_and_origins_do_not() {
        let cors = Template::parse(TEMPLATE).unwrap().cors;
        assert_eq!(
            (cors.methods, cors.max_age),
            (vec!["GET".to_owned(), "DELETE".to_owned()], 600)
        );
    }

    #[test]
    fn literal_or_wildcard_origins_and_credentials_are_refused_s25() {
        refused("!Ref AllowedOrigins", "['*']", "AllowOrigins");
        refused("!Ref AllowedOrigins", "!Ref FrontendUrl", "AllowOrigins");
        refused("MaxAge: 600", "MaxAge: 600\n        AllowCredentials: true", "AllowOrigins");
    }

    #[test]
    fn a_broken_template_is_refused_by_name() {
        refused("Resources:", "Ressources:", "missing field `Resources`");
        refused("Parameters:", "Parameters: [", "not a template");
        refused("functions/auth-url", "functions/authurl", "AuthurlFunction");
        refused("CodeUri: functions/auth-url", "", "AuthUrlFunction");
        refused("Method: get, ", "", "AuthUrlFunction.AuthUrl");
        refused("Method: get", "Method: fetch", "AuthUrlFunction.AuthUrl");
        refused("/{provider}/auth-url", "auth-url", "AuthUrlFunction.AuthUrl");
        refused("AWS::Serverless::HttpApi", "AWS::Serverless::Api", "found 0");
    }

    #[test]
    fn a_route_belongs_to_one_function() {
        let twice = "        Again: {Type: HttpApi, Properties: {Method: GET, Path: '/{calendar}/auth-url'}}\n        Often:";
        refused("        Often:", twice, "routed twice");
    }

    #[test]
    fn the_project_s_template_is_one_the_gateway_serves() {
        let template = Template::parse(include_str!("../../../template.yaml")).unwrap();
        let routes = template.functions.iter().flat_map(|function| &function.routes);
        let keys: Vec<_> = routes.map(Route::key).collect();
        assert!(keys.contains(&"GET /api/integrations/{provider}/auth-url".to_owned()), "{keys:?}");
        assert!(keys.iter().all(|key| key.contains(" /api/integrations/")), "{keys:?}");
    }
}
