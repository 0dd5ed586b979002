//! What is measured: functions of ours, floors and peers.

use std::path::{Path, PathBuf};
use std::process::Stdio;

use tokio::process::Command;

use super::asked::{FUNCTIONS, Question};

/// Programs that answer without asking anybody.
const FLOORS: [&str; 2] = ["hello", "hello-sdk"];
/// `status` in other languages: what runs it, how to ask whether what it needs is there, and the program.
const PEERS: [(&str, [&str; 2], &str); 2] = [
    ("python3", ["-c", "import boto3, httpx, jwt"], "status.py"),
    (
        "node",
        [
            "--input-type=module",
            "--eval=import 'jose'; import '@aws-sdk/client-dynamodb'; import '@aws-sdk/client-secrets-manager'",
        ],
        "status.mjs",
    ),
];

/// One program.
pub(super) struct Subject {
    /// What the tables call it.
    pub(super) name: String,
    /// What it is asked.
    pub(super) question: Question,
    program: PathBuf,
    argument: Option<PathBuf>,
}

impl Subject {
    fn binary(directory: &Path, name: &'static str, question: Question) -> Self {
        let program = directory.join(name).join("bootstrap");
        Self { name: name.to_owned(), question, program, argument: None }
    }

    /// `publish-job`, asked for a job that has a picture.
    fn picture(directory: &Path) -> Self {
        let question = Question { has_picture: true, ..Question::of("publish-job") };
        let name = "publish-job with a picture".to_owned();
        Self { name, ..Self::binary(directory, "publish-job", question) }
    }

    /// In kB; nothing of what is no binary of ours.
    pub(super) fn size(&self) -> Option<u64> {
        let is_own = self.argument.is_none();
        let told = is_own.then(|| std::fs::metadata(&self.program).ok()).flatten()?;
        Some(told.len() / 1000)
    }

    /// Where it is counted by the instruction.
    pub(super) fn binary_path(&self) -> Option<&Path> {
        self.argument.is_none().then_some(&self.program)
    }

    /// How it is started.
    pub(super) fn command(&self) -> Command {
        let mut command = Command::new(&self.program);
        command.args(&self.argument);
        command
    }
}

/// The floors, our functions of `directory`, and the peers that this machine can run.
pub(super) async fn all(directory: &Path) -> Vec<Subject> {
    let floors = FLOORS.map(|name| Subject::binary(directory, name, Question::of("status")));
    let functions = FUNCTIONS.map(|name| Subject::binary(directory, name, Question::of(name)));
    let mut all: Vec<_> = floors.into_iter().chain(functions).collect();
    all.push(Subject::picture(directory));
    let peers = Path::new(env!("CARGO_MANIFEST_DIR")).join("peers");
    for (program, question, file) in PEERS {
        let mut asked = Command::new(program);
        let asked = asked.args(question).current_dir(&peers).stderr(Stdio::null());
        if !asked.status().await.is_ok_and(|status| status.success()) {
            eprintln!("without {file}: {program} lacks what it needs");
            continue;
        }
        let (name, argument) = (format!("peers/{file}"), Some(peers.join(file)));
        all.push(Subject {
            name,
            question: Question::of("status"),
            program: program.into(),
            argument,
        });
    }
    all
}
