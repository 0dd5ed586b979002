//! `import-credentials`: takes over the connections of the backend before this one.
//!
//! That backend keeps them in the PostgreSQL table `integration_credentials`. An export of it, a JSON
//! object per line, comes in; sealed connections go into the table, and a line of report for each line
//! comes out, without any token.
//!
//! - Nothing is overwritten: a company that has a connection keeps it.
//! - Each connection is imported once: a second run changes nothing, and what was disconnected stays so.
//! - A line that can't be used is reported, and costs no other line anything.
//!
//! Google's and Microsoft's accounts behind the old tokens can't be known: the old backend did not ask
//! for identity. See [`shared::connection::Connection::continues`] for what that means.

mod arguments;
mod connection;
mod fernet;
mod intake;
mod linkedin;
mod report;
mod row;
mod selection;

use std::process::ExitCode;

use clap::Parser;
use secrecy::{ExposeSecret, SecretString};
use shared::app::{App, StartError};
use thiserror::Error;
use tracing_subscriber::filter::LevelFilter;

pub use report::{Entry, Outcome, Summary};

use arguments::Arguments;
use fernet::Fernet;
use intake::Intake;
use row::{Line, Service};
use selection::Newest;

/// How to import.
#[derive(Clone, Debug)]
pub struct Options {
    /// What the old backend encrypts LinkedIn's tokens with, its `ENCRYPTION_KEY`.
    pub encryption_key: SecretString,
    /// Whether to do everything but write.
    pub is_dry_run: bool,
}

/// Why nothing was imported.
#[derive(Debug, Error)]
enum ImportError {
    /// The environment is not a function's.
    #[error(transparent)]
    Start(#[from] StartError),
    /// The export, or the file with the key, can't be read.
    #[error("{0}")]
    Read(#[from] std::io::Error),
    /// The secret can't be read.
    #[error(transparent)]
    Secret(#[from] shared::model::error::Error),
}

/// The whole command, configured by the variables of a function: reads the export, prints the report.
/// Its exit code is 0 if no line was refused, 1 if one was, 2 if nothing could begin.
pub async fn run() -> ExitCode {
    tracing_subscriber::fmt().with_writer(std::io::stderr).with_max_level(LevelFilter::WARN).init();
    match import_export(&Arguments::parse()).await {
        Ok(summary) if summary.is_clean() => ExitCode::SUCCESS,
        Ok(_) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("Nothing was imported: {error}");
            ExitCode::from(2)
        }
    }
}

async fn import_export(arguments: &Arguments) -> Result<Summary, ImportError> {
    let app = App::of_command().await?;
    let encryption_key = match arguments.encryption_key()? {
        Some(key) => key,
        None => app.secrets.callers().await?.jwt_secret.clone(),
    };
    let options = Options { encryption_key, is_dry_run: arguments.dry_run };
    let export = arguments.export()?;
    let summary = import(&app, &export, &options, |entry| println!("{entry}")).await;
    println!("{summary}");
    Ok(summary)
}

/// Imports the rows of `export`, one JSON object per line, and reports each line as it is done.
pub async fn import(
    app: &App,
    export: &SecretString,
    options: &Options,
    mut tell: impl FnMut(&Entry),
) -> Summary {
    let lines = row::lines(export.expose_secret());
    let newest = selection::newest(&lines);
    let intake = Intake {
        app,
        fernet: Fernet::derive(&options.encryption_key),
        is_dry_run: options.is_dry_run,
    };
    let mut summary = Summary::new(options.is_dry_run);
    for line in &lines {
        let entry = Entry::new(line, outcome(&intake, line, &newest).await);
        summary.count(&entry.outcome);
        tell(&entry);
    }
    summary
}

async fn outcome(intake: &Intake<'_>, line: &Line, newest: &Newest) -> Outcome {
    let row = match &line.row {
        Ok(row) => row,
        Err(problem) => return Outcome::Refused(problem.clone()),
    };
    let Service::Known(provider) = row.service else { return Outcome::Unsupported };
    if row.is_active != Some(true) {
        return Outcome::Inactive;
    }
    match newest.get(&(row.company_id, provider)) {
        Some(id) if *id != row.id => Outcome::Older(*id),
        _ => intake.take(row, provider).await,
    }
}
