//! The command line, and the files it names.

use std::io;
use std::path::{Path, PathBuf};

use clap::Parser;
use secrecy::SecretString;

/// Moves rows of the old table `integration_credentials` here, sealed, and reports on each.
///
/// Reads JSON Lines, as `psql -AtX -c "SELECT row_to_json(t) FROM integration_credentials t"` writes
/// them. The table, the key and the secret are those of the environment: the variables of any deployed
/// function.
#[derive(Debug, Parser)]
#[command(name = "import-credentials", version)]
pub(crate) struct Arguments {
    /// The export; standard input without one.
    export: Option<PathBuf>,

    /// Do everything but write: read the table, ask LinkedIn, ask KMS for keys.
    #[arg(long)]
    pub(crate) dry_run: bool,

    /// A file with the old backend's ENCRYPTION_KEY. Without one, it is JWT_SECRET of the secret: the
    /// old backend, too, takes NEXTAUTH_SECRET where it has no ENCRYPTION_KEY.
    #[arg(long, value_name = "FILE")]
    encryption_key_file: Option<PathBuf>,
}

impl Arguments {
    /// The export's text.
    pub(crate) fn export(&self) -> io::Result<SecretString> {
        match &self.export {
            Some(path) => read(path),
            None => io::read_to_string(io::stdin()).map(SecretString::from),
        }
    }

    /// The old backend's key, where a file with it is named.
    pub(crate) fn encryption_key(&self) -> io::Result<Option<SecretString>> {
        let Some(path) = &self.encryption_key_file else { return Ok(None) };
        let text = std::fs::read_to_string(path).map_err(|error| named(path, &error))?;
        Ok(Some(text.trim_end().into()))
    }
}

fn read(path: &Path) -> io::Result<SecretString> {
    std::fs::read_to_string(path).map(SecretString::from).map_err(|error| named(path, &error))
}

fn named(path: &Path, error: &io::Error) -> io::Error {
    io::Error::new(error.kind(), format!("{}: {error}", path.display()))
}
