//! One whole world: the functions behind their gateway, AWS, the ATS, the providers, the dashboard.
//!
//! `cargo run` starts it on the documented ports for a person; every test starts its own on free
//! ports. The functions in it are the deployed ones: they see nothing but HTTP.

mod api;
pub mod environment;
mod listeners;
mod schedule;
mod time;

use std::collections::BTreeMap;
use std::io;
use std::net::{IpAddr, Ipv4Addr};
use std::path::PathBuf;

use futures::future::join_all;
use shared::app::App;
use shared::config::ConfigError;
use shared::http::Http;
use shared::provider::Provider;
use thiserror::Error;
use tokio::sync::watch;

use crate::ats::Ats;
use crate::aws::dynamodb::DynamoDb;
use crate::aws::iam::{Iam, RoleError};
use crate::aws::kms::Kms;
use crate::aws::kms_and_secrets_router;
use crate::aws::secrets_manager::SecretsManager;
use crate::clock::MovableClock;
use crate::dashboard::{self, ProviderOrigins};
use crate::functions::Functions;
use crate::gateway::template::{Template, TemplateError};
use crate::gateway::{Gateway, GatewayError};
use crate::pictures::Pictures;
use crate::providers::google::Google;
use crate::providers::linkedin::LinkedIn;
use crate::providers::microsoft::Microsoft;
use crate::wire::{BindError, Control, serve};

pub use listeners::{Origins, Ports};
pub use schedule::Scheduler;

/// The API as it is deployed: routes and CORS rules are read from here.
pub const TEMPLATE: &str = include_str!("../../../template.yaml");

/// How a world is started.
#[derive(Clone, Debug)]
pub struct Options {
    /// The address everything listens on: loopback, or every one for functions in containers.
    pub address: IpAddr,
    /// Where each part listens; 0 takes any free port.
    pub ports: Ports,
    /// The directory that keeps what AWS stores; in memory without one.
    pub data: Option<PathBuf>,
    /// The time.
    pub clock: MovableClock,
    /// Whether the dashboard is served, or its port left to the real frontend.
    pub dashboard: bool,
    /// Where packaged functions are invoked instead of those in this process: see
    /// [`Functions::packaged`]. They look for everything else on the default ports.
    pub packaged: Option<String>,
}

impl Options {
    /// By `clock`, in memory, on this machine's free ports, with the dashboard and the functions built in.
    pub const fn new(clock: MovableClock) -> Self {
        let address = IpAddr::V4(Ipv4Addr::LOCALHOST);
        Self { address, ports: Ports::FREE, data: None, clock, dashboard: true, packaged: None }
    }
}

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
    Http(#[from] reqwest::Error),
}

/// A running world; it stops when it is dropped.
pub struct World {
    /// Parts like the functions', with the rights of the owner.
    pub app: App,
    /// Each function's own parts, by the name of its binary.
    pub apps: BTreeMap<String, App>,
    /// The API; [`Gateway::invoke`] calls a function with an event.
    pub gateway: Gateway,
    /// The schedules; they are fired by [`Scheduler::run`] only.
    pub scheduler: Scheduler,
    /// The time of everything in it.
    pub clock: MovableClock,
    /// Where everything is.
    pub origins: Origins,
    /// The recruiting system.
    pub ats: Ats,
    /// The image host.
    pub pictures: Pictures,
    /// The table.
    pub dynamodb: DynamoDb,
    /// The keys.
    pub kms: Kms,
    /// The secret.
    pub secrets: SecretsManager,
    /// The functions' roles.
    pub iam: Iam,
    /// LinkedIn.
    pub linkedin: LinkedIn,
    /// Google.
    pub google: Google,
    /// Microsoft.
    pub microsoft: Microsoft,
    /// Faults and recordings of each part.
    pub controls: Controls,
    shutdown: watch::Sender<bool>,
}

/// The wire in front of each part, to fail it and to read what it received.
#[derive(Clone, Default)]
pub struct Controls {
    /// The API and the ATS.
    pub api: Control,
    /// LinkedIn.
    pub linkedin: Control,
    /// Google.
    pub google: Control,
    /// Microsoft.
    pub microsoft: Control,
    /// DynamoDB.
    pub dynamodb: Control,
    /// KMS and Secrets Manager.
    pub kms_and_secrets: Control,
}

impl World {
    /// Starts everything; what can fail fails here.
    ///
    /// # Errors
    /// [`StartError`].
    pub async fn start(options: Options) -> Result<Self, StartError> {
        let (listeners, origins) = listeners::bind(&options).await?;
        let clock = options.clock.clock();
        let data = options.data.as_deref();
        let kms = Kms::open(data, clock.clone())?;
        kms.provision(environment::KEY_ALIAS)?;
        let secrets = SecretsManager::open(data, clock.clone())?;
        secrets.provision(environment::SECRET, &environment::secret())?;
        let dynamodb = DynamoDb::open(environment::TABLE, data, clock.clone())
            .map_err(|error| StartError::DynamoDb(error.to_string()))?;
        let ats = Ats::new(clock.clone(), environment::JWT_SECRET.into());
        let pictures = Pictures::default();
        let at = |provider| environment::registration(provider, &origins);
        let linkedin = LinkedIn::new(clock.clone(), &origins.linkedin, at(Provider::LinkedIn));
        let google = Google::new(clock.clone(), &origins.google, at(Provider::GoogleCalendar));
        let microsoft =
            Microsoft::new(clock.clone(), &origins.microsoft, at(Provider::OutlookCalendar));

        let config = environment::config(&origins)?;
        let http = Http::new()?;
        let iam = Iam::of_template(TEMPLATE)?;
        let apps = environment::apps(iam.roles().keys(), &config, &http, &clock);
        let owner = environment::sdk(environment::OWNER);
        let app = App::new(config, &owner, http.clone(), clock.clone());
        let template = Template::parse(TEMPLATE)?;
        let functions = match &options.packaged {
            Some(url) => Functions::packaged(&template, &http, url),
            None => Functions::embedded(&apps),
        };
        let allowed = [origins.dashboard.clone()];
        let gateway = Gateway::new(&template, functions.http, &allowed, clock)?;

        let (shutdown, stopped) = watch::channel(false);
        let controls = Controls::default();
        let scheduler = Scheduler::new(&template, functions.scheduled, options.clock.clone());
        let time = time::routes(options.clock.clone(), scheduler.clone());
        let api = api::router(&ats, &pictures, &gateway, time, &allowed);
        serve(listeners.api, api, controls.api.clone(), stopped.clone());
        serve(listeners.linkedin, linkedin.router(), controls.linkedin.clone(), stopped.clone());
        serve(listeners.google, google.router(), controls.google.clone(), stopped.clone());
        serve(listeners.microsoft, microsoft.router(), controls.microsoft.clone(), stopped.clone());
        let table = iam.guard(dynamodb.router(stopped.clone()).await?);
        serve(listeners.dynamodb, table, controls.dynamodb.clone(), stopped.clone());
        let aws = iam.guard(kms_and_secrets_router(kms.clone(), secrets.clone()));
        serve(listeners.kms_and_secrets, aws, controls.kms_and_secrets.clone(), stopped.clone());
        if let Some(listener) = listeners.dashboard {
            let providers = ProviderOrigins {
                linkedin: origins.linkedin.clone(),
                google: origins.google.clone(),
                microsoft: origins.microsoft.clone(),
            };
            let pages = dashboard::router(&origins.api, providers);
            serve(listener, pages, Control::default(), stopped);
        }
        // As each does before its first request.
        join_all(apps.values().map(App::warm_up)).await;
        controls.kms_and_secrets.forget();
        let clock = options.clock;
        Ok(Self {
            app,
            apps,
            gateway,
            scheduler,
            clock,
            origins,
            ats,
            pictures,
            dynamodb,
            kms,
            secrets,
            iam,
            linkedin,
            google,
            microsoft,
            controls,
            shutdown,
        })
    }

    /// Stops serving; requests under way are finished.
    pub fn stop(&self) {
        self.shutdown.send_replace(true);
    }
}
