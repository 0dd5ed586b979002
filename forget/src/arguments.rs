//! The command line, and the file it names.

use std::fs::{File, OpenOptions};
use std::io;
use std::os::unix::fs::OpenOptionsExt;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

/// Exports or erases what is stored of a company, of one person's connections in it, or of one application.
///
/// The table and the key are those of the environment: the variables of any deployed function.
#[derive(Debug, Parser)]
#[command(name = "forget", version)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) action: Action,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Action {
    /// Prints every row, one JSON object per line, without tokens.
    Export(Whom),
    /// Exports every row to a file, then erases it; a connection is withdrawn at its provider, too.
    Erase {
        #[command(flatten)]
        whom: Whom,
        /// Where the rows go before they are erased. What is in the file stays: an erasure that was
        /// broken off is taken up with the same file.
        #[arg(long, value_name = "FILE")]
        export: PathBuf,
        /// Only tell what would be erased.
        #[arg(long)]
        dry_run: bool,
    },
}

/// Who is to be forgotten.
#[derive(Args, Clone, Copy, Debug)]
pub struct Whom {
    /// The company, by its id at the ATS.
    #[arg(long, value_name = "ID")]
    pub company: i64,
    /// Only the connections that this person made, by the id at the ATS, and those being made.
    #[arg(long, value_name = "ID")]
    pub user: Option<i64>,
    /// Only what is about this application, by its id at the ATS: its interviews and booking links.
    #[arg(long, value_name = "ID", conflicts_with = "user")]
    pub application: Option<i64>,
}

impl Whom {
    /// Whether all of the company is meant.
    pub(crate) const fn is_whole(&self) -> bool {
        self.user.is_none() && self.application.is_none()
    }
}

/// Opens the file to append to, for its owner's eyes only.
pub(crate) fn open(path: &PathBuf) -> io::Result<File> {
    OpenOptions::new().create(true).append(true).mode(0o600).open(path)
}
