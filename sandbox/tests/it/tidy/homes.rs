//! What enters the program at one place only, and what stays at its place.

use super::{code, names, read};

/// Words of code under `functions/`, `import/` and `shared/`, and the only files or directories they may stand in.
const HOMES: [(&str, &[&str]); 13] = [
    // The AWS SDK.
    ("aws_config", &["shared/src/app/"]),
    ("aws_sdk_dynamodb", &["shared/src/app/", "shared/src/store/"]),
    ("serde_dynamo", &["shared/src/store/"]),
    ("aws_sdk_kms", &["shared/src/app/", "shared/src/vault/"]),
    ("aws_sdk_secretsmanager", &["shared/src/app/", "shared/src/platform/secrets/"]),
    // Time, environment, randomness, the network.
    ("Timestamp::now", &["shared/src/platform/clock.rs"]),
    ("Zoned::now", &["shared/src/platform/clock.rs"]),
    ("SystemTime", &["shared/src/platform/clock.rs"]),
    ("std::env::", &["shared/src/config/"]),
    ("rand::", &["shared/src/platform/random.rs"]),
    ("reqwest::Client", &["shared/src/platform/http.rs"]),
    // The runtime and the token format.
    ("lambda_runtime", &["shared/src/lambda/"]),
    ("jsonwebtoken", &["shared/src/people/caller.rs"]),
];

/// What clippy must forbid everywhere, for what the words above can't see, such as a renamed import.
const DISALLOWED: [&str; 6] = [
    "std::env::var",
    "std::time::SystemTime::now",
    "jiff::Timestamp::now",
    "jiff::Zoned::now",
    "reqwest::Client::new",
    "aws_config::load_from_env",
];

/// The files that may do what clippy forbids, each in the one function that is the home of it.
const EXCEPTIONS: [&str; 6] = [
    "shared/src/app/",
    "shared/src/platform/clock.rs",
    "shared/src/config/",
    "shared/src/platform/http.rs",
    "shared/src/posting/picture/download/mod.rs",
    "simulators/kit/src/clock.rs",
];

/// Names of what must never be a plain string.
const SECRETS: [&str; 8] = [
    "access_token",
    "refresh_token",
    "id_token",
    "token",
    "client_secret",
    "jwt_secret",
    "code_verifier_key",
    "plaintext",
];

#[test]
fn clock_environment_randomness_network_and_aws_have_one_home_each() {
    let files = code(&["functions", "import/src", "shared/src"]);
    for (word, homes) in HOMES {
        for file in files.iter().filter(|file| file.text.contains(word)) {
            assert!(file.is_in(homes), "`{word}` stands in {}", file.path);
        }
    }
}

#[test]
fn clippy_forbids_the_same_in_every_package() {
    let rules = read("clippy.toml");
    for method in DISALLOWED {
        assert!(rules.contains(&format!("{{ path = \"{method}\"")), "clippy.toml: {method}");
    }
    let packages = names("functions", "").into_iter().map(|name| format!("functions/{name}"));
    let simulators = names("simulators", "").into_iter().map(|name| format!("simulators/{name}"));
    let packages = packages.chain(simulators);
    for package in packages.chain(["bench", "import", "sandbox", "shared"].map(str::to_owned)) {
        let manifest = read(&format!("{package}/Cargo.toml"));
        assert!(manifest.contains("[lints]\nworkspace = true\n"), "{package}");
    }
    for file in
        code(&["functions", "import/src", "shared/src", "simulators", "sandbox/src", "bench/src"])
    {
        let is_exception = file.text.contains("clippy::disallowed_methods");
        assert!(!is_exception || file.is_in(&EXCEPTIONS), "{}", file.path);
    }
}

#[test]
fn no_token_is_kept_outside_a_secret_type() {
    let files = code(&["functions", "import/src", "shared/src"]);
    let lines = files.iter().flat_map(|file| file.text.lines().map(move |line| (file, line)));
    for (file, line) in lines {
        let Some((name, kind)) = line.split_once(": ") else { continue };
        let name = name.rsplit([' ', '(']).next().unwrap();
        let is_plain = kind.starts_with("String") || kind.starts_with("Option<String>");
        assert!(!(SECRETS.contains(&name) && is_plain), "{}: {line}", file.path);
    }
}
