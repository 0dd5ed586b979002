//! SNS, as far as whoever asks after a topic's subscriptions needs it: AWS's Query protocol, a form in and
//! XML out.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use axum::response::{IntoResponse, Response};
use http::{StatusCode, header};
use url::form_urlencoded;

use super::{ACCOUNT, REGION};

const VERSION: &str = "2010-03-31";

/// Who is told of what is published; cheap to clone, all clones are one.
#[derive(Clone, Default)]
pub struct Sns(Arc<Mutex<BTreeMap<String, Vec<Subscription>>>>);

/// A subscription to a topic.
#[derive(Clone, Debug)]
pub struct Subscription {
    /// The address that is written to.
    pub endpoint: String,
    /// Whether its owner has agreed.
    pub is_confirmed: bool,
}

/// Why a request is refused.
enum Refusal {
    Unknown(String),
    Invalid(&'static str),
    NotFound,
}

impl Sns {
    /// Replaces the subscriptions of the topic `name`, which is made where it is missing.
    pub fn subscribe(&self, name: &str, subscriptions: Vec<Subscription>) {
        self.topics().insert(Self::arn(name), subscriptions);
    }

    /// The topic's ARN.
    pub fn arn(name: &str) -> String {
        format!("arn:aws:sns:{REGION}:{ACCOUNT}:{name}")
    }

    pub(super) fn answer(&self, form: &[u8]) -> Response {
        let (status, body) = match self.perform(form) {
            Ok(body) => (StatusCode::OK, body),
            Err(refusal) => refusal.told(),
        };
        (status, [(header::CONTENT_TYPE, "text/xml")], body).into_response()
    }

    fn perform(&self, form: &[u8]) -> Result<String, Refusal> {
        let form: BTreeMap<_, _> = form_urlencoded::parse(form).into_owned().collect();
        let parameter = |name: &str| form.get(name).map(String::as_str);
        if parameter("Version") != Some(VERSION) {
            return Err(Refusal::Invalid("Version"));
        }
        match parameter("Action") {
            Some("ListSubscriptionsByTopic") => {
                self.list(parameter("TopicArn").ok_or(Refusal::Invalid("TopicArn"))?)
            }
            action => Err(Refusal::Unknown(action.unwrap_or_default().to_owned())),
        }
    }

    fn list(&self, topic: &str) -> Result<String, Refusal> {
        let topics = self.topics();
        let members: String = topics
            .get(topic)
            .ok_or(Refusal::NotFound)?
            .iter()
            .enumerate()
            .map(|(number, subscription)| subscription.told(topic, number))
            .collect();
        Ok(format!(
            "<ListSubscriptionsByTopicResponse xmlns=\"http://sns.amazonaws.com/doc/{VERSION}/\">\
             <ListSubscriptionsByTopicResult><Subscriptions>{members}</Subscriptions>\
             </ListSubscriptionsByTopicResult></ListSubscriptionsByTopicResponse>"
        ))
    }

    fn topics(&self) -> MutexGuard<'_, BTreeMap<String, Vec<Subscription>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Subscription {
    fn told(&self, topic: &str, number: usize) -> String {
        let Self { endpoint, is_confirmed } = self;
        let arn = match is_confirmed {
            true => format!("{topic}:{number}"),
            false => "PendingConfirmation".to_owned(),
        };
        format!(
            "<member><SubscriptionArn>{arn}</SubscriptionArn><Owner>{ACCOUNT}</Owner>\
             <Protocol>email</Protocol><Endpoint>{endpoint}</Endpoint><TopicArn>{topic}</TopicArn></member>"
        )
    }
}

impl Refusal {
    fn told(self) -> (StatusCode, String) {
        let (status, code, message) = match self {
            Self::NotFound => {
                (StatusCode::NOT_FOUND, "NotFound", "Topic does not exist".to_owned())
            }
            Self::Invalid(name) => {
                (StatusCode::BAD_REQUEST, "InvalidParameter", format!("Invalid parameter: {name}"))
            }
            Self::Unknown(action) => (
                StatusCode::BAD_REQUEST,
                "InvalidAction",
                format!("the sandbox does not emulate {action}"),
            ),
        };
        let body = format!(
            "<ErrorResponse xmlns=\"http://sns.amazonaws.com/doc/{VERSION}/\"><Error><Type>Sender</Type>\
             <Code>{code}</Code><Message>{message}</Message></Error></ErrorResponse>"
        );
        (status, body)
    }
}
