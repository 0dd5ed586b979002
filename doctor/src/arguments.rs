//! The command line.

use clap::{Parser, ValueEnum};
use secrecy::SecretString;

/// Looks at a deployment from outside and at its configuration, and says what to do about what it finds.
///
/// Without options it looks at the sandbox on this machine. With --api it looks at a deployment: the
/// variables are those of any deployed function, and the credentials your own. It changes nothing, but for
/// the authorizations that --token begins, which end by themselves.
#[derive(Debug, Parser)]
#[command(name = "doctor", version)]
pub(crate) struct Arguments {
    /// Origin of the deployed API: the output ApiUrl, or the public host.
    #[arg(long, value_name = "URL")]
    pub(crate) api: Option<String>,
    /// An employer's access token of the ATS, to look at what only somebody who is signed in is answered. In
    /// a list of processes others can read it: set DOCTOR_TOKEN instead.
    #[arg(long)]
    pub(crate) token: Option<SecretString>,
    /// The output AlarmTopicArn: whether anybody is told of alarms.
    #[arg(long, value_name = "ARN")]
    pub(crate) alarm_topic: Option<String>,
    /// Codes of findings that this environment may have, separated by commas. They are told, and are no reason for
    /// exit code 1: a dev without deletion protection has `table_unprotected` for good.
    #[arg(long, value_name = "CODES", value_delimiter = ',')]
    pub(crate) allow: Vec<String>,
    /// How the report is written.
    #[arg(long, value_enum, default_value_t)]
    pub(crate) format: Format,
}

/// How a report is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// Lines for people.
    #[default]
    Text,
    /// One JSON object.
    Json,
}
