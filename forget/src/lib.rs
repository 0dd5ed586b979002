//! `forget`: a company, the connections of one person in it, or an application leave the table (S34, S55).
//!
//! - Every row is exported before it is erased, a page at a time; no token is in the export.
//! - A connection is withdrawn at its provider by the rule of `disconnect`.
//! - What happens to a company's rows then, and what waits to be told of it, is told to nobody.
//! - It may be broken off and run again: what is gone is gone, and the rest follows.
//! - A row outside the company's partition is found by the row of the company that names it.

mod arguments;
mod report;

use std::io::{self, Write};
use std::process::ExitCode;

use clap::Parser;
use serde_json::Value;
use shared::app::{App, StartError};
use shared::connecting::withdrawal;
use shared::model::error::Error;
use shared::store::{Row, RowKey, Stored};
use tracing_subscriber::filter::LevelFilter;

pub use arguments::Whom;
pub use report::{Entry, Outcome, Summary};

use arguments::{Action, Arguments};

/// Why it was broken off. Run it again.
#[derive(Debug, thiserror::Error)]
pub enum ForgetError {
    /// The environment is not a function's.
    #[error(transparent)]
    Start(#[from] StartError),
    /// The table can't be reached.
    #[error("{}", .0.code())]
    Store(#[from] Error),
    /// The export can't be written.
    #[error("the export: {0}")]
    Export(#[from] io::Error),
}

/// The whole command, configured by the variables of a function. Its exit code is 0 if nothing is left
/// to do, 1 if a grant was not withdrawn or rows were written meanwhile, 2 if it was broken off.
pub async fn run() -> ExitCode {
    tracing_subscriber::fmt().with_writer(io::stderr).with_max_level(LevelFilter::WARN).init();
    match act(&Arguments::parse().action).await {
        Ok(summary) if summary.is_clean() => ExitCode::SUCCESS,
        Ok(_) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("Broken off: {error}. Run the same again.");
            ExitCode::from(2)
        }
    }
}

async fn act(action: &Action) -> Result<Summary, ForgetError> {
    let app = App::of_command().await?;
    match action {
        Action::Export(whom) => {
            export(&app, *whom, |row| writeln!(io::stdout(), "{row}")).await?;
            Ok(Summary::default())
        }
        Action::Erase { whom, dry_run: true, .. } => {
            let summary = rehearse(&app, *whom, |entry| println!("{entry}")).await?;
            println!("Dry run, nothing was erased: {summary}");
            Ok(summary)
        }
        Action::Erase { whom, export, dry_run: false } => {
            let mut file = arguments::open(export)?;
            let write = |rows: &[Value]| {
                rows.iter().try_for_each(|row| writeln!(file, "{row}"))?;
                file.sync_all()
            };
            let summary = erase(&app, *whom, write, |entry| println!("{entry}")).await?;
            println!("{summary}");
            Ok(summary)
        }
    }
}

/// Hands every row to `write`, without its tokens.
///
/// # Errors
/// [`ForgetError`].
pub async fn export(
    app: &App,
    whom: Whom,
    mut write: impl FnMut(&Value) -> io::Result<()>,
) -> Result<(), ForgetError> {
    let mut keys = Keys::new(app, whom);
    while let Some(page) = keys.next().await? {
        page.iter().try_for_each(|row| write(&row.content))?;
    }
    Ok(())
}

/// Tells of each row that [`erase`] would erase.
///
/// # Errors
/// [`ForgetError`].
pub async fn rehearse(
    app: &App,
    whom: Whom,
    mut tell: impl FnMut(&Entry),
) -> Result<Summary, ForgetError> {
    let mut summary = Summary::default();
    let mut keys = Keys::new(app, whom);
    while let Some(page) = keys.next().await? {
        for Row { key, .. } in page {
            let outcome = Outcome::Found;
            summary.count(&outcome);
            tell(&Entry { key, outcome });
        }
    }
    Ok(summary)
}

/// Hands each page of rows to `write`, which returns when they are safe, then erases them and reports
/// each.
///
/// # Errors
/// [`ForgetError`]; what is erased by then stays so.
pub async fn erase(
    app: &App,
    whom: Whom,
    mut write: impl FnMut(&[Value]) -> io::Result<()>,
    mut tell: impl FnMut(&Entry),
) -> Result<Summary, ForgetError> {
    let mut summary = Summary::default();
    let mut keys = Keys::new(app, whom);
    while let Some(page) = keys.next().await? {
        let contents: Vec<_> = page.iter().map(|row| row.content.clone()).collect();
        write(&contents)?;
        if whom.is_whole() {
            // From here on nothing is written or sent for it, whatever its last changes are.
            app.store.note_erasure(whom.company, app.clock.now()).await?;
        }
        for row in page {
            let outcome = erase_row(app, whom, &row.key).await?;
            summary.count(&outcome);
            tell(&Entry { key: row.key, outcome });
        }
    }
    let mut keys = Keys::new(app, whom);
    while let Some(page) = keys.next().await? {
        for Row { key, .. } in page {
            // What disconnecting has left behind is the last to go.
            if !key.is_withdrawal() {
                summary.left += 1;
                continue;
            }
            let outcome = withdraw_at_last(app, &key).await?;
            summary.count(&outcome);
            tell(&Entry { key, outcome });
        }
    }
    if whom.is_whole() {
        app.store.leave_tallies(whom.company, app.clock.now()).await?;
        app.store.leave_breakers(whom.company, app.clock.now()).await?;
    }
    Ok(summary)
}

async fn erase_row(app: &App, whom: Whom, key: &RowKey) -> Result<Outcome, ForgetError> {
    if key.is_withdrawal() {
        return withdraw_at_last(app, key).await;
    }
    if let Some(id) = key.connection() {
        let withdrawn = match whom.user {
            Some(_) => withdrawal::disconnect(app, id).await?,
            // What is planned goes with everything else.
            None => withdrawal::end(app, id).await?,
        };
        return Ok(withdrawn.map_or(Outcome::Erased, Outcome::Disconnected));
    }
    if key.are_holds() {
        app.store.let_all_go(whom.company).await?;
    }
    app.store.erase(key).await?;
    // Whose grant it was, and where, its key does not tell.
    let is_grant = key.is_connection();
    Ok(if is_grant { Outcome::Disconnected(withdrawal::Outcome::Unknown) } else { Outcome::Erased })
}

/// A grant that is to be withdrawn gets its last attempt: a company that is forgotten leaves no tokens to
/// try again with.
async fn withdraw_at_last(app: &App, key: &RowKey) -> Result<Outcome, ForgetError> {
    let outcome = match app.store.withdrawal(key).await? {
        Stored::Known(grant) => Outcome::Withdrawn(withdrawal::attempt(app, &grant).await),
        // The schedule has settled it meanwhile.
        Stored::Nothing => Outcome::Erased,
        Stored::Unreadable(_) => Outcome::Withdrawn(withdrawal::Outcome::Unknown),
    };
    app.store.erase(key).await?;
    Ok(outcome)
}

/// Whether the row goes with the person who made it.
fn is_a_person_s(key: &RowKey) -> bool {
    key.is_connection() || key.is_withdrawal() || key.is_plan() || key.is_chosen_channel()
}

/// The rows in question, page by page; a row elsewhere comes before the one that names it.
struct Keys<'a> {
    app: &'a App,
    whom: Whom,
    /// The last key read; `None` at the end.
    after: Option<Option<RowKey>>,
}

impl<'a> Keys<'a> {
    const fn new(app: &'a App, whom: Whom) -> Self {
        Self { app, whom, after: Some(None) }
    }

    async fn next(&mut self) -> Result<Option<Vec<Row>>, ForgetError> {
        let Some(after) = self.after.take() else { return Ok(None) };
        let store = &self.app.store;
        let (own, last) = store.rows(self.whom.company, after).await?;
        self.after = last.map(Some);
        let mut rows = Vec::new();
        for row in own {
            let elsewhere = match row.elsewhere() {
                Some(key) => store.row(&key).await?,
                None => None,
            };
            match (self.whom.application, self.whom.user) {
                (Some(id), _) => {
                    // A listing goes with what it names.
                    let about = elsewhere.as_ref().unwrap_or(&row).application_id();
                    if about == Some(id) {
                        rows.extend(elsewhere.into_iter().chain([row]));
                    }
                }
                (None, None) => rows.extend(elsewhere.into_iter().chain([row])),
                (None, Some(user)) => {
                    // A listing goes with what it names; a grant to be withdrawn was a connection.
                    let is_theirs = |row: &Row| row.user_id() == Some(user);
                    match elsewhere {
                        Some(named) if is_theirs(&named) => rows.extend([named, row]),
                        None if is_a_person_s(&row.key) && is_theirs(&row) => {
                            let chosen = self.chosen(&row.key).await?;
                            rows.extend(chosen.filter(|chosen| !is_theirs(chosen)));
                            rows.push(row);
                        }
                        _ => {}
                    }
                }
            }
        }
        Ok(Some(rows))
    }

    /// The channel that goes with a connection, whoever chose it.
    async fn chosen(&self, key: &RowKey) -> Result<Option<Row>, ForgetError> {
        match key.chosen_channel() {
            Some(key) => Ok(self.app.store.row(&key).await?),
            None => Ok(None),
        }
    }
}
