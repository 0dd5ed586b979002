//! A function's process: what it finds around it, and how long it takes.

use std::process::Stdio;
use std::time::{Duration, Instant};

use sandbox::world::World;
use serde_json::Value;
use tokio::process::{Child, Command};

use super::asked::{Question, event, is_success};
use super::network::{ATS, Network};
use super::quota::Quota;
use super::runtime_api::RuntimeApi;
use super::subject::Subject;
use crate::Result;

const VARIABLES: &str = include_str!("../../../sandbox/variables.json");

/// The world, and how it is reached.
#[derive(Clone, Copy)]
pub(super) struct Surroundings<'a> {
    pub(super) world: &'a World,
    network: Option<&'a Network>,
}

impl<'a> Surroundings<'a> {
    /// In plain HTTP, on this machine.
    pub(super) const fn here(world: &'a World) -> Self {
        Self { world, network: None }
    }

    /// Over TLS, by the names of the real hosts, through `network`.
    pub(super) const fn far(self, network: &'a Network) -> Self {
        Self { network: Some(network), ..self }
    }

    /// Starts `command` as `function`, whose Runtime API is at `address`.
    pub(super) fn start(
        &self,
        mut command: Command,
        function: &str,
        address: &str,
    ) -> Result<Child> {
        let variables: Value = serde_json::from_str(VARIABLES)?;
        let variables =
            variables.get("Parameters").and_then(Value::as_object).ok_or("no variables")?;
        for (name, value) in variables {
            let value = value.as_str().unwrap_or_default();
            command.env(name, value.replace("host.docker.internal", "localhost"));
        }
        let own = [
            ("AWS_LAMBDA_RUNTIME_API", address),
            ("AWS_LAMBDA_FUNCTION_NAME", function),
            ("AWS_LAMBDA_FUNCTION_VERSION", "1"),
            ("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "256"),
            ("AWS_LAMBDA_LOG_FORMAT", "JSON"),
            ("AWS_REGION", "eu-west-3"),
            ("AWS_DEFAULT_REGION", "eu-west-3"),
            // The sandbox knows a function's role by the key it signs with.
            ("AWS_ACCESS_KEY_ID", function),
            ("AWS_SECRET_ACCESS_KEY", "sandbox"),
        ];
        command.envs(own).stdout(Stdio::null()).kill_on_drop(true);
        // A deployed function has none; this machine may.
        command.env_remove("SSL_CERT_FILE");
        if let Some(Network { authority }) = self.network {
            command.env_remove("SANDBOX_HOST").env("ATS_API_URL", ATS);
            // Ours and Python's, boto3's, Node's.
            for name in ["SSL_CERT_FILE", "AWS_CA_BUNDLE", "NODE_EXTRA_CA_CERTS"] {
                command.env(name, authority);
            }
        }
        Ok(command.spawn()?)
    }
}

/// A function at work.
pub(super) struct Running<'a> {
    around: Surroundings<'a>,
    question: Question,
    process: Child,
    api: RuntimeApi,
    /// How often it was asked.
    asked: usize,
    /// From `exec` until it asked for its first event.
    pub(super) init: Duration,
    began: Instant,
}

impl<'a> Running<'a> {
    /// Starts `subject`, with what `quota` gives.
    pub(super) async fn start(
        subject: &Subject,
        around: Surroundings<'a>,
        quota: Option<&Quota>,
    ) -> Result<Self> {
        let mut api = RuntimeApi::start().await?;
        let began = Instant::now();
        let process = around.start(subject.command(), subject.question.function, &api.address)?;
        if let (Some(quota), Some(id)) = (quota, process.id()) {
            quota.take(id)?;
        }
        let init = api.ready().await? - began;
        let question = subject.question;
        Ok(Self { around, question, process, api, asked: 0, init, began })
    }

    /// How long it takes to answer something new; the time since `exec` too.
    pub(super) async fn ask(&mut self) -> Result<(Duration, Duration)> {
        let asked = Instant::now();
        self.api.invoke(event(self.around.world, self.question, self.asked)?)?;
        self.asked += 1;
        let (at, answer) = self.api.answer().await?;
        if is_success(self.question, &answer) {
            Ok((at - asked, at - self.began))
        } else {
            Err(answer.into())
        }
    }

    /// Ends it.
    pub(super) async fn end(mut self) -> Result<()> {
        Ok(self.process.kill().await?)
    }

    /// Its number among the machine's processes.
    pub(super) fn id(&self) -> Result<u32> {
        Ok(self.process.id().ok_or("the function has ended")?)
    }
}

/// For people.
pub(super) fn milliseconds(duration: Duration) -> String {
    format!("{:.1} ms", duration.as_secs_f64() * 1000.0)
}

/// The one in the middle.
pub(super) fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times.get(times.len() / 2).copied().unwrap_or_default()
}
