//! One whole world: the functions behind their gateway, AWS, the ATS, the providers, the dashboard.
//!
//! `cargo run` starts it on the documented ports for a person; every test starts its own on free
//! ports. The functions in it are the deployed ones: they see nothing but HTTP.

mod api;
pub mod environment;
mod listeners;
mod options;
mod schedule;
mod simulators;
mod takers;
mod time;

use std::collections::BTreeMap;
use std::io;
use std::ops::Index;
use std::slice;
use std::sync::OnceLock;

use axum::Router;
use axum::body::Body;
use futures::future::join_all;
use http::{Method, Request, Uri};
use shared::app::App;
use shared::config::ConfigError;
use shared::model::provider::Provider;
use shared::platform::http::{Http, StartError as HttpStartError};
use thiserror::Error;
use tokio::sync::watch;
use tower::ServiceExt;

use crate::ats::Ats;
use crate::ats::webhooks::Webhooks;
use crate::aws::dynamodb::DynamoDb;
use crate::aws::event_source::EventSource;
use crate::aws::iam::{Iam, Role, RoleError};
use crate::aws::kms::Kms;
use crate::aws::kms_and_secrets_router;
use crate::aws::secrets_manager::SecretsManager;
use crate::aws::sns::Sns;
use crate::dashboard::{self, OtherSide};
use crate::functions::Functions;
use crate::gateway::template::{Template, TemplateError};
use crate::gateway::{Gateway, GatewayError};
use crate::pictures::Pictures;
use simulator_kit::Simulator;
use simulator_kit::clock::MovableClock;
use simulator_kit::wire::{self, BindError, Control};

use self::listeners::Listeners;

pub use listeners::{Origins, Ports};
pub use options::Options;
pub use schedule::Scheduler;
pub use simulators::{Simulators, simulator};

/// The API as it is deployed: routes and CORS rules are read from here.
pub const TEMPLATE: &str = include_str!("../../../template.yaml");

/// The right to read a secret, as roles say it.
const READ_SECRET: &str = "secretsmanager:GetSecretValue";

/// Why a world can't start.
#[derive(Debug, Error)]
pub enum StartError {
    /// A port is taken.
    #[error(transparent)]
    Bind(#[from] BindError),
    /// A file can't be read or written, or a listener can't be asked for its address.
    #[error("the sandbox can't use its files or sockets: {0}")]
    Io(#[from] io::Error),
    /// The DynamoDB emulator refuses.
    #[error("DynamoDB can't start: {0}")]
    DynamoDb(String),
    /// `template.yaml` is not one this gateway can serve.
    #[error(transparent)]
    Template(#[from] TemplateError),
    /// `template.yaml` and the functions don't fit together.
    #[error(transparent)]
    Gateway(#[from] GatewayError),
    /// `template.yaml` gives a function rights that the sandbox does not understand.
    #[error(transparent)]
    Role(#[from] RoleError),
    /// The environment made for the functions is not one they accept.
    #[error(transparent)]
    Config(#[from] ConfigError),
    /// The HTTP client can't be made.
    #[error("the HTTP client can't be made: {0}")]
    Http(#[from] HttpStartError),
}

/// A running world; it stops when it is dropped.
pub struct World {
    /// Parts like the functions', with the rights of the owner.
    pub app: App,
    /// Each function's own parts, by the name of its binary.
    pub apps: BTreeMap<String, App>,
    /// The API; [`Gateway::invoke`] calls a function with an event.
    pub gateway: Gateway,
    /// What hands the table's changes to the functions; they are handed over by [`EventSource::poll`] only.
    pub streams: Vec<EventSource>,
    /// The schedules; they are fired by [`Scheduler::run`] only.
    pub scheduler: Scheduler,
    /// The time of everything in it.
    pub clock: MovableClock,
    /// Where everything is.
    pub origins: Origins,
    /// The recruiting system.
    pub ats: Ats,
    /// What it is told, and what it reports.
    pub webhooks: Webhooks,
    /// The image host.
    pub pictures: Pictures,
    /// The table.
    pub dynamodb: DynamoDb,
    /// The keys.
    pub kms: Kms,
    pub secrets: SecretsManager,
    /// Who is told of alarms.
    pub sns: Sns,
    /// The functions' roles.
    pub iam: Iam,
    /// The providers, each with all that it serves.
    pub simulators: Simulators<Router>,
    /// Faults and recordings of each part.
    pub controls: Controls,
    shutdown: watch::Sender<bool>,
}

/// The wire in front of each part, to fail it and to read what it received.
#[derive(Clone, Default)]
pub struct Controls {
    /// The API and the ATS.
    pub api: Control,
    /// The providers.
    pub simulators: Simulators<Control>,
    /// DynamoDB.
    pub dynamodb: Control,
    /// KMS and Secrets Manager.
    pub kms_and_secrets: Control,
}

impl Index<Provider> for Controls {
    type Output = Control;

    fn index(&self, provider: Provider) -> &Control {
        &self.simulators[provider]
    }
}

/// What is deployed and what it may do, read once in a process, however many worlds it starts.
fn of_template() -> Result<(Template, Iam), StartError> {
    static READ: OnceLock<(Template, Iam)> = OnceLock::new();
    let (template, iam) = match READ.get() {
        Some(read) => read,
        None => {
            let read = (Template::parse(TEMPLATE)?, Iam::of_template(TEMPLATE)?);
            READ.get_or_init(|| read)
        }
    };
    Ok((template.clone(), iam.anew()))
}

impl World {
    /// Starts everything; what can fail fails here.
    ///
    /// # Errors
    /// [`StartError`].
    pub async fn start(options: Options) -> Result<Self, StartError> {
        let (listeners, origins) = listeners::bind(&options).await?;
        let world = Self::assemble(options, origins)?;
        world.serve(listeners).await?;
        world.warm_up().await;
        Ok(world)
    }

    /// Has each function know before its first request what callers are verified with, as it does where it is deployed.
    /// It is read once: a call for each of them would take longer than most tests.
    async fn warm_up(&self) {
        self.app.warm_up().await;
        self.controls.kms_and_secrets.forget();
        for (name, app) in self.apps.iter().filter(|(name, _)| self.warms_up(name)) {
            if self.iam.exercise(name, READ_SECRET, environment::CALLER_SECRET) {
                app.secrets.learn_callers(&self.app.secrets);
            }
        }
    }

    /// All parts, none of which can be reached yet.
    fn assemble(options: Options, origins: Origins) -> Result<Self, StartError> {
        let clock = options.clock.clone();
        let data = options.data.as_deref();
        let kms = Kms::open(data, clock.clone())?;
        kms.provision(environment::KEY_ALIAS)?;
        let secrets = SecretsManager::open(data, clock.clone())?;
        for (name, content) in environment::secrets() {
            secrets.provision(&name, &content.to_string())?;
        }
        let dynamodb = DynamoDb::open(environment::TABLE, data, clock.clone())
            .map_err(|error| StartError::DynamoDb(error.to_string()))?;

        let (template, iam) = of_template()?;
        let config = environment::config(&template, &origins)?;
        let http = Http::new(None)?;
        let apps = environment::apps(iam.roles().keys(), &config, &http, &clock);
        let webhooks = Webhooks::new(
            environment::SIGNING_KEY,
            environment::VERIFICATION_KEY,
            clock.clone(),
            http.clone(),
            &origins.api,
        );
        let functions = match &options.packaged {
            Some(packages) => Functions::embedded(&apps).with(packages, &http),
            None => Functions::embedded(&apps),
        };
        let allowed = slice::from_ref(&origins.dashboard);
        let owner = environment::sdk(environment::OWNER, &http);
        let simulators = Simulators::each(|provider| {
            let registration = environment::registration(provider, &origins);
            (simulator(provider).0.start)(clock.clone(), &origins[provider], registration)
        });
        let streams = template.streams.iter().filter_map(|mapping| {
            let function = functions.scheduled.get(&mapping.function)?.clone();
            let (stream, iam) = (dynamodb.stream().clone(), iam.clone());
            Some(EventSource::new(mapping.clone(), stream, function, iam, clock.clone()))
        });
        Ok(Self {
            streams: streams.collect(),
            webhooks,
            app: App::new(config, &owner, http, environment::clock(&clock)),
            apps,
            gateway: Gateway::new(&template, functions.http, allowed, clock.clone())?,
            scheduler: Scheduler::new(&template, functions.scheduled, options.clock.clone()),
            ats: Ats::new(clock.clone(), environment::JWT_SECRET.into(), options.ats),
            pictures: Pictures::default(),
            dynamodb,
            kms,
            secrets,
            sns: environment::sns(),
            iam,
            simulators,
            controls: Controls::default(),
            shutdown: watch::Sender::new(false),
            clock: options.clock,
            origins,
        })
    }

    /// Opens each part to the callers of its listener, until the world stops.
    async fn serve(&self, listeners: Listeners) -> Result<(), StartError> {
        let stopped = || self.shutdown.subscribe();
        let on = |listener, router, control: &Control| {
            wire::serve(listener, router, control.clone(), stopped());
        };
        let Controls { api, simulators, dynamodb, kms_and_secrets } = &self.controls;
        on(listeners.api, api::router(self), api);
        for (provider, listener) in listeners.simulators.into_iter() {
            on(listener, self.simulators[provider].clone(), &simulators[provider]);
        }
        let table = self.dynamodb.router(stopped()).await?;
        on(listeners.dynamodb, self.iam.guard(table), dynamodb);
        let aws = kms_and_secrets_router(self.kms.clone(), self.secrets.clone(), self.sns.clone());
        on(listeners.kms_and_secrets, self.iam.guard(aws), kms_and_secrets);
        if let Some(listener) = listeners.dashboard {
            on(listener, self.dashboard(), &Control::default());
        }
        Ok(())
    }

    /// Whether the function reads what callers are verified with before its first request: all do that answer
    /// people.
    fn warms_up(&self, function: &str) -> bool {
        let reads = |role: &Role| {
            role.permissions().iter().any(|own| own.resource == environment::CALLER_SECRET)
        };
        self.gateway.serves(function) && self.iam.roles().get(function).is_some_and(reads)
    }

    fn dashboard(&self) -> Router {
        let pages = self.origins.simulators.iter().map(|(provider, origin)| {
            let Simulator { name, page, .. } = simulator(provider).0;
            OtherSide { name, origin: origin.clone(), page }
        });
        dashboard::router(&self.origins.api, pages.collect())
    }

    /// Hands over what has changed in the table until nothing is left.
    pub async fn poll(&self) {
        // What one reader writes, the others read.
        while !self.streams.iter().all(EventSource::is_idle) {
            join_all(self.streams.iter().map(EventSource::poll)).await;
        }
    }

    /// Lets the providers send what is due by the clock, until it was answered: notifications, and what is tried again.
    pub async fn deliver(&self) {
        for (provider, router) in self.simulators.iter() {
            let Some(path) = simulator(provider).0.due else { continue };
            let mut request = Request::new(Body::empty());
            *request.method_mut() = Method::POST;
            *request.uri_mut() = Uri::from_static(path);
            let answer = router.clone().oneshot(request).await;
            answer.unwrap_or_else(|never| match never {});
        }
    }

    /// Stops serving; requests under way are finished.
    pub fn stop(&self) {
        self.shutdown.send_replace(true);
    }
}
