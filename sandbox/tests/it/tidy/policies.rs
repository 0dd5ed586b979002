//! The roles in template.yaml: nothing that a reviewer would have to believe.

use sandbox::aws::iam::Iam;
use sandbox::world::TEMPLATE;
use serde_yaml_ng::Value;

fn template() -> Value {
    serde_yaml_ng::from_str(TEMPLATE).unwrap()
}

/// The resources of the type `kind`, by their names.
fn resources(kind: &str) -> Vec<(String, Value)> {
    let template = template();
    let all = template["Resources"].as_mapping().unwrap();
    let of_kind = all.iter().filter(|(_, resource)| resource["Type"] == kind);
    of_kind
        .map(|(name, it)| (name.as_str().unwrap().to_owned(), it["Properties"].clone()))
        .collect()
}

/// The text of a value, tags included.
fn text(value: &Value) -> String {
    serde_yaml_ng::to_string(value).unwrap()
}

/// That resources are spelt out, and policies are none of AWS's, is what `Iam::of_template` insists on.
#[test]
fn s29_no_role_has_a_wildcard_and_no_key_is_used_without_an_encryption_context() {
    let iam = Iam::of_template(TEMPLATE).unwrap();
    assert!(iam.roles().len() > 15, "{:?}", iam.roles());
    for (function, role) in iam.roles() {
        for permission in role.permissions() {
            assert!(!permission.action.contains('*'), "{function}: {permission:?}");
        }
        for permission in role.unconditional() {
            assert!(!permission.action.starts_with("kms:"), "{function}: {permission:?}");
        }
    }
}

#[test]
fn s28_auth_url_and_status_open_no_token() {
    let iam = Iam::of_template(TEMPLATE).unwrap();
    for function in ["auth-url", "status"] {
        let permissions = iam.roles()[function].permissions();
        let is_kms = permissions.iter().any(|permission| permission.action.starts_with("kms:"));
        assert!(!permissions.is_empty() && !is_kms, "{function}: {permissions:?}");
    }
}

#[test]
fn s29_list_events_opens_the_guests_of_interviews_and_no_token() {
    let functions = resources("AWS::Serverless::Function");
    let (_, list) = functions.iter().find(|(name, _)| name == "ListEventsFunction").unwrap();
    let statements = list["Policies"][0]["Statement"].as_sequence().unwrap();
    let of_keys: Vec<_> =
        statements.iter().filter(|statement| text(&statement["Action"]).contains("kms:")).collect();
    let [statement] = of_keys.as_slice() else { panic!("{of_keys:?}") };
    assert_eq!(statement["Action"], "kms:Decrypt");
    let equals = &statement["Condition"]["StringEquals"];
    assert_eq!(equals["kms:EncryptionContext:purpose"], "guests");
}

/// What a function reads of the secrets, by what it does; `roles` proves that it reads all of it.
#[test]
fn s54_a_role_reads_the_secrets_of_its_function_s_work_and_no_others() {
    let callers = ["CallerSecret"].as_slice();
    let linkedin = ["CallerSecret", "LinkedInSecret"].as_slice();
    let calendars = ["CallerSecret", "GoogleSecret", "MicrosoftSecret"].as_slice();
    let interviews = ["CallerSecret", "GoogleSecret", "MicrosoftSecret", "ZoomSecret"].as_slice();
    let providers =
        ["GoogleSecret", "LinkedInSecret", "MicrosoftSecret", "SlackSecret", "ZoomSecret"]
            .as_slice();
    let all = [&["CallerSecret", "CodeVerifierSecret"], providers].concat();
    let iam = Iam::of_template(TEMPLATE).unwrap();
    for (function, role) in iam.roles() {
        let read =
            role.permissions().into_iter().filter(|it| it.action.starts_with("secretsmanager:"));
        let read: Vec<_> = read.map(|permission| permission.resource).collect();
        let expected = match function.as_str() {
            "auth-url" | "callback" => all.as_slice(),
            "publish-job" | "organizations" | "list-posts" | "post-statistics" | "delete-post" => {
                linkedin
            }
            // It withdraws grants; LinkedIn and Zoom want to know who asks.
            "disconnect" => &["CallerSecret", "LinkedInSecret", "ZoomSecret"],
            "create-event" | "update-event" | "delete-event" => interviews,
            "available-slots" => calendars,
            // Nobody of the ATS calls it.
            "zoom-events" => &["ZoomWebhookSecret"],
            // Nobody is signed in.
            "bookings" => &["GoogleSecret", "MicrosoftSecret", "ZoomSecret"],
            "calendar-notification" | "feeds" => &[],
            "offers" => &["CallerSecret", "CodeVerifierSecret"],
            "watch-calendars" => &["GoogleSecret", "MicrosoftSecret"],
            "snapshot-statistics" | "start-plans" => &["LinkedInSecret"],
            "sync-calendar" => &["GoogleSecret", "MicrosoftSecret", "ZoomSecret"],
            "slack-events" => &["SlackWebhookSecret"],
            "slack-notifications" => &["CallerSecret", "SlackSecret"],
            "announce" => &["WebhookSecret"],
            // It renews for what waited.
            "redeliver" => &["SlackSecret", "WebhookSecret"],
            "ats-events" => &["AtsEventsSecret"],
            "refresh-tokens" => providers,
            _ => callers,
        };
        assert_eq!(read, expected, "{function}");
    }
}

#[test]
fn s44_a_schedule_s_role_is_assumed_for_our_schedules_only() {
    let roles = resources("AWS::IAM::Role");
    assert!(!roles.is_empty());
    for (name, role) in &roles {
        let condition = &role["AssumeRolePolicyDocument"]["Statement"][0]["Condition"];
        let expected = "StringEquals:\n  aws:SourceAccount: !Ref AWS::AccountId\n  aws:SourceArn: !GetAtt Schedules.Arn\n";
        assert_eq!(text(condition), expected, "{name}");
        let statements = text(&role["Policies"]);
        assert!(!statements.contains('*'), "{name}: {statements}");
    }
    for (name, function) in resources("AWS::Serverless::Function") {
        let events = function["Events"].as_mapping().into_iter().flat_map(|all| all.values());
        for schedule in events.filter(|event| event["Type"] == "ScheduleV2") {
            // Without a role of ours SAM makes one that every schedule of everybody may assume.
            let properties = &schedule["Properties"];
            assert_eq!(text(&properties["RoleArn"]), "!GetAtt ScheduleRole.Arn\n", "{name}");
            assert_eq!(text(&properties["GroupName"]), "!Ref Schedules\n", "{name}");
        }
    }
}
