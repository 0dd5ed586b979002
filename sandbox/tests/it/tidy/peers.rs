//! What each function opens connections to before its first request is what it calls, no more and no less.

use std::collections::BTreeSet;

use sandbox::aws::iam::Iam;
use sandbox::world::TEMPLATE;

use super::{files, names, read};

/// The hosts in `main.rs`, as `PEERS` names them; `None` for a function that no caller waits for.
fn named(function: &str) -> Option<BTreeSet<String>> {
    let main = read(&format!("functions/{function}/src/main.rs"));
    let (_, list) = main.split_once("const PEERS: &[Peer] = &[")?;
    let (list, _) = list.split_once("];").unwrap();
    Some(
        list.split(',')
            .map(|peer| peer.trim().to_owned())
            .filter(|peer| !peer.is_empty())
            .collect(),
    )
}

/// By its rights in the template, and by what of `shared` it uses.
fn called(iam: &Iam, function: &str) -> BTreeSet<String> {
    let permissions = iam.roles()[function].permissions();
    let may =
        |start: &str| permissions.iter().any(|permission| permission.action.starts_with(start));
    let reads = |secret: &str| permissions.iter().any(|permission| permission.resource == secret);
    let code = files(&format!("functions/{function}/src"), ".rs");
    let uses = |word: &str| code.iter().any(|file| file.text.contains(word));
    let uses_calendars = uses("scheduling::calendar") || uses("scheduling::cancelling");
    let calls = [
        ("DynamoDb", may("dynamodb:")),
        ("Kms", may("kms:")),
        ("Ats", reads("CallerSecret")),
        ("LinkedIn", reads("LinkedInSecret") && uses("posting::")),
        ("Google", reads("GoogleSecret") && uses_calendars),
        ("Microsoft", reads("MicrosoftSecret") && uses_calendars),
    ];
    calls.into_iter().filter(|(_, is_called)| *is_called).map(|(peer, _)| peer.to_owned()).collect()
}

#[test]
fn connections_are_opened_in_advance_to_what_a_function_calls_and_nothing_else() {
    let iam = Iam::of_template(TEMPLATE).unwrap();
    let mut waited_for = 0;
    for function in names("functions", "") {
        let Some(named) = named(&function) else {
            let main = read(&format!("functions/{function}/src/main.rs"));
            assert!(main.contains("run_scheduled") || main.contains("at_the_table"), "{main}");
            continue;
        };
        waited_for += 1;
        assert_eq!(named, called(&iam, &function), "{function}");
    }
    assert!(waited_for > 15, "{waited_for}");
}
