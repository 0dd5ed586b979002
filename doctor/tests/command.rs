//! The command as it is called. What it finds is tested beside the sandbox; here is nothing to look at.

use std::process::{Command, Output};

#[expect(clippy::unwrap_used, reason = "without the command there is nothing to test")]
fn doctor(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_doctor")).args(arguments).env_clear().output().unwrap()
}

#[test]
fn its_options_are_told() {
    let help = String::from_utf8(doctor(&["--help"]).stdout).unwrap();
    for option in ["--api", "--token", "--alarm-topic", "--allow", "--format"] {
        assert!(help.contains(option), "{help}");
    }
}

#[test]
fn a_deployment_that_no_variable_describes_can_t_be_looked_at() {
    let output = doctor(&["--api", "https://api.example.com"]);
    assert_eq!(output.status.code(), Some(2));
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(told.contains("TABLE_NAME is not set"), "{told}");
}

#[test]
fn an_option_that_is_none_is_refused_with_the_same_code() {
    assert_eq!(doctor(&["--format", "yaml"]).status.code(), Some(2));
}
