//! `doctor`: looks at a deployment from outside and at its configuration.
//!
//! - Each [`Finding`] says what was seen and what to do.
//! - What can't be looked at is said, and is no clean bill of health.
//! - Nothing is changed. What is asked of the functions is answered before they do anything: a method that a route
//!   lacks, a redirect without a query. A token begins authorizations, which end after ten minutes.
//! - The template's own settings (roles, alarms) are not compared: that is what CloudFormation's drift detection does.

mod arguments;
mod finding;
mod looks;
mod place;
mod report;

use std::io;
use std::process::ExitCode;

use clap::Parser;
use tracing_subscriber::filter::LevelFilter;

pub use finding::Finding;
pub use place::Place;
pub use report::{Note, Report, Unseen};

use arguments::{Arguments, Format};

/// The whole command. Its exit code is 0 where nothing was found, 1 where something was, 2 where it could not look.
pub async fn run() -> ExitCode {
    let arguments = Arguments::parse();
    // What a look finds, the report says.
    tracing_subscriber::fmt().with_writer(io::stderr).with_max_level(LevelFilter::OFF).init();
    let (format, allowed) = (arguments.format, arguments.allow.clone());
    match Place::of(arguments).await {
        Ok(place) => {
            let report = examine(&place).await.allowing(&allowed);
            match format {
                Format::Text => println!("{report}"),
                Format::Json => println!("{}", report.to_json()),
            }
            report.exit_code()
        }
        Err(error) => {
            eprintln!("Nothing was looked at: {error}");
            ExitCode::from(2)
        }
    }
}

/// Looks at everything.
pub async fn examine(place: &Place) -> Report {
    let mut report = Report::default();
    looks::api::look(place, &mut report).await;
    looks::hosts::look(place, &mut report).await;
    looks::ats::look(place, &mut report).await;
    looks::signed_in::look(place, &mut report).await;
    looks::secrets::look(place, &mut report).await;
    looks::registrations::look(place, &mut report).await;
    looks::storage::look(place, &mut report).await;
    looks::alarms::look(place, &mut report).await;
    report
}
