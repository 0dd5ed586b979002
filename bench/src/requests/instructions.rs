//! The instructions of a warm request, where there is valgrind: the count hardly differs from machine to machine.

use std::process::Stdio;

use tokio::process::{Child, Command};

use super::asked::{event, is_success};
use super::process::Surroundings;
use super::runtime_api::RuntimeApi;
use super::subject::Subject;
use crate::Result;

/// Valgrind is fifty times slower, and counts the same each time.
const REQUESTS: usize = 10;

/// In millions: those of a run with more requests beyond those of a run with fewer, by the request.
///
/// # Errors
/// Where there is no valgrind, or `subject` is not a binary.
pub(super) async fn instructions(subject: &Subject, here: Surroundings<'_>) -> Result<String> {
    let few = count(subject, here, 1, 2).await?;
    let many = count(subject, here, 2, 2 + REQUESTS).await?;
    let each = many.saturating_sub(few) / u64::try_from(REQUESTS)?;
    Ok(format!("{:.2} M", f64::from(u32::try_from(each / 10_000)?) / 100.0))
}

/// The instructions of the `run`th run, with so many requests, none of which was asked before.
async fn count(
    subject: &Subject,
    here: Surroundings<'_>,
    run: usize,
    requests: usize,
) -> Result<u64> {
    let binary = subject.binary_path().ok_or("this is no binary")?;
    let mut command = Command::new("valgrind");
    command.args(["--tool=callgrind", "--callgrind-out-file=/dev/null"]).arg(binary);
    command.stderr(Stdio::piped());
    let mut api = RuntimeApi::start().await?;
    let process = here.start(command, subject.question.function, &api.address)?;
    for n in 0..requests {
        api.invoke(event(here.world, subject.question, 1000 * run + n)?)?;
        let (_, answer) = api.answer().await?;
        if !is_success(subject.question, &answer) {
            return Err(answer.into());
        }
    }
    collected(process).await
}

/// Ends a process under valgrind; what it has collected.
async fn collected(process: Child) -> Result<u64> {
    let pid = process.id().ok_or("the function has ended")?;
    Command::new("kill").arg(pid.to_string()).status().await?;
    let said = String::from_utf8(process.wait_with_output().await?.stderr)?;
    let line = said.lines().find_map(|line| line.split_once("Collected :"));
    let (_, count) = line.ok_or("valgrind has counted nothing")?;
    Ok(count.trim().parse()?)
}
