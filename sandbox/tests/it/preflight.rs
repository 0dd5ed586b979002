//! `bin/preflight`: what would stop a deployment is said before it begins. `aws` and `sam` are played.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A copy of what the script reads, with tools of ours on the path.
struct Machine(PathBuf);

/// What the account and the tools say.
struct Says {
    sam: &'static str,
    concurrency: u32,
    /// What all stacks of the account have reserved.
    reserved: u32,
    /// `FunctionConcurrency` and `ReserveConcurrency` of the stack that stands.
    stack: Option<(u32, &'static str)>,
}

const NEW: Says = Says { sam: "1.170.0", concurrency: 10, reserved: 0, stack: None };
/// How many functions the stack has.
const FUNCTIONS: usize = 35;

impl Says {
    /// An `aws` that answers it.
    fn aws(&self) -> String {
        let stack = match self.stack {
            None => "*describe-stacks*|*list-stack-resources*) exit 254;;".to_owned(),
            Some((limit, reserve)) => format!(
                "*describe-stacks*FunctionConcurrency*) echo {limit};;\n*describe-stacks*ReserveConcurrency*) echo {reserve};;\n*describe-stacks*) ;;\n*list-stack-resources*) echo {};;",
                "function ".repeat(FUNCTIONS)
            ),
        };
        let (all, free) = (self.concurrency, self.concurrency - self.reserved);
        format!(
            "#!/bin/sh\ncase \"$*\" in\n{stack}\n*Account\\ *) echo 1;;\n*UnreservedConcurrentExecutions*) echo {free};;\n*ConcurrentExecutions*) echo {all};;\nesac\n"
        )
    }
}

impl Machine {
    fn new(name: &str, says: &Says) -> Self {
        let machine =
            Self(std::env::temp_dir().join(format!("preflight-{name}-{}", std::process::id())));
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        for file in ["bin/preflight", "samconfig.toml", "template.yaml"] {
            machine.write(file, &fs::read(root.join(file)).unwrap());
        }
        machine.write(
            "tools/sam",
            format!("#!/bin/sh\necho SAM CLI, version {}\n", says.sam).as_bytes(),
        );
        machine.write("tools/aws", says.aws().as_bytes());
        let machine = machine.with("AtsApiUrl", "https://ats.intowork.co");
        machine.with("AlarmEmail", "operators@intowork.co")
    }

    fn write(&self, file: &str, content: &[u8]) {
        let path = self.0.join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, content).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
    }

    /// With `parameter` of prod as `value`.
    fn with(self, parameter: &str, value: &str) -> Self {
        let config = fs::read_to_string(self.0.join("samconfig.toml")).unwrap();
        let (before, prod) = config.split_once("[prod.global.parameters]").unwrap();
        let (first, list) = prod.split_once("parameter_overrides = [\n").unwrap();
        let others = list.lines().filter(|line| !line.contains(&format!("\"{parameter}=")));
        let others: Vec<_> = others.collect();
        let config = format!(
            "{before}[prod.global.parameters]{first}parameter_overrides = [\n    \"{parameter}={value}\",\n{}\n",
            others.join("\n")
        );
        self.write("samconfig.toml", config.as_bytes());
        self
    }

    /// With `parameter` of prod as `value` in quotes of its own, which one that is empty or has spaces needs.
    fn with_quoted(self, parameter: &str, value: &str) -> Self {
        let machine = self.with(parameter, "?");
        let config = fs::read_to_string(machine.0.join("samconfig.toml")).unwrap();
        let (bare, quoted) = (format!("\"{parameter}=?\""), format!("'{parameter}=\"{value}\"'"));
        machine.write("samconfig.toml", config.replace(&bare, &quoted).as_bytes());
        machine
    }

    /// With a package whose ELF header names `machine`.
    fn with_package(self, machine: u16) -> Self {
        let mut header = b"\x7fELF\x02\x01\x01".to_vec();
        header.resize(18, 0);
        header.extend(machine.to_le_bytes());
        self.write(".aws-sam/build/StatusFunction/bootstrap", &header);
        self
    }

    /// Whether nothing is in the way, and what is said.
    fn preflight(&self) -> (bool, String) {
        let path = format!("{}:/usr/bin:/bin", self.0.join("tools").display());
        let mut command = Command::new("bash");
        command.arg(self.0.join("bin/preflight")).arg("prod").env_clear().env("PATH", path);
        let output = command.output().unwrap();
        let said = String::from_utf8(output.stdout).unwrap();
        let complaint = String::from_utf8(output.stderr).unwrap();
        assert_eq!(complaint, "", "{said}");
        (output.status.success(), said)
    }
}

impl Drop for Machine {
    fn drop(&mut self) {
        fs::remove_dir_all(&self.0).ok();
    }
}

#[test]
fn the_first_deployment_into_a_new_account_may_begin_with_what_is_configured() {
    let (is_clear, said) = Machine::new("new", &NEW).with_package(0x3e).preflight();
    assert!(is_clear, "{said}");
    assert!(said.contains("a first deployment, which can be rolled back"), "{said}");
    assert!(said.contains("10 at once is little"), "{said}");
}

#[test]
fn a_value_in_quotes_of_its_own_is_read_and_may_be_empty() {
    let machine = Machine::new("empty", &NEW).with_quoted("JobImageHosts", "");
    let (is_clear, said) = machine.preflight();
    assert!(is_clear, "{said}");
    let (is_clear, said) = machine.with_quoted("ReserveConcurrency", "yes").preflight();
    assert!(!is_clear && said.contains("ReserveConcurrency is yes"), "{said}");
}

#[test]
fn what_would_roll_it_back_is_told() {
    let new = |name| Machine::new(name, &NEW);
    let old_sam = Says { sam: "1.159.1", ..NEW };
    for (machine, told) in [
        (new("reserve").with("ReserveConcurrency", "yes"), "ReserveConcurrency is yes"),
        (new("limit").with("FunctionConcurrency", "20"), "FunctionConcurrency is 20 and"),
        (new("protect").with("TableDeletionProtection", "true"), "at the first deployment"),
        (Machine::new("sam", &old_sam), "1.159.1 is too old: 1.160.0"),
        (new("arm").with("Architecture", "arm64").with_package(0x3e), "is not for arm64"),
        (new("ats").with("AtsApiUrl", ""), "gives no AtsApiUrl for prod"),
        (new("alarms").with("AlarmEmail", ""), "AlarmEmail is empty"),
        (new("domain").with("DomainName", "integrations.intowork.co"), "needs a CertificateArn"),
        (new("uri").with("ZoomRedirectUri", ""), "neither DomainName nor ZoomRedirectUri"),
        (new("x86").with_package(0xb7), "is not for x86_64"),
    ] {
        let (is_clear, said) = machine.preflight();
        assert!(!is_clear && said.contains("STOP"), "{said}");
        assert!(said.contains(told), "{told}: {said}");
    }
}

#[test]
fn what_is_newer_or_fits_is_let_through() {
    let large = Says { sam: "1.1000.0", concurrency: 1000, stack: Some((0, "no")), ..NEW };
    let machine = Machine::new("large", &large).with("ReserveConcurrency", "yes");
    let machine = machine.with("Architecture", "arm64").with_package(0xb7);
    let (is_clear, said) = machine.preflight();
    assert!(is_clear, "{said}");
    assert!(said.contains("1 packages for arm64"), "{said}");
    assert!(said.contains("set TableDeletionProtection=true and deploy again"), "{said}");
    let (_, said) = machine.with("TableDeletionProtection", "true").preflight();
    assert!(said.contains("the table is protected"), "{said}");
}

#[test]
fn what_the_stack_has_reserved_itself_is_not_asked_for_again() {
    // The first deployment took 800, the second one keeps them.
    let standing =
        |concurrency, reserved, stack| Says { concurrency, reserved, stack: Some(stack), ..NEW };
    for (limit, reserve, says, is_clear) in [
        ("25", "no", standing(1000, 800, (25, "no")), true),
        ("25", "yes", standing(1000, 805, (25, "yes")), true),
        ("0", "yes", standing(105, 5, (0, "yes")), true),
        // Room for more, or not.
        ("28", "no", standing(1000, 800, (25, "no")), true),
        ("29", "no", standing(1000, 800, (25, "no")), false),
        // Both together: 896 and 5, and 100 that stay free.
        ("28", "yes", Says { concurrency: 1000, ..NEW }, false),
        ("28", "yes", Says { concurrency: 1001, ..NEW }, true),
        // Somebody else's are not given back.
        ("25", "no", standing(1000, 901, (25, "no")), false),
    ] {
        let name = format!("held-{limit}-{reserve}-{}-{}", says.concurrency, says.reserved);
        let machine = Machine::new(&name, &says).with("FunctionConcurrency", limit);
        let (found, said) = machine.with("ReserveConcurrency", reserve).preflight();
        assert_eq!(found, is_clear, "{limit} {reserve}: {said}");
    }
}

#[test]
fn a_tag_that_is_not_the_version_is_released_by_nobody() {
    let release = Path::new(env!("CARGO_MANIFEST_DIR")).join("../.ci/release");
    let takes = |tag: &str| {
        let output = Command::new(&release).args(["--is", tag]).output().unwrap();
        output.status.success()
    };
    assert!(takes(concat!("v", env!("CARGO_PKG_VERSION"))));
    for tag in [env!("CARGO_PKG_VERSION"), "v0.0.1", "v99.0.0", "main"] {
        assert!(!takes(tag), "{tag}");
    }
}
