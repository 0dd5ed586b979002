//! A stored connection that can't be read (F16).

use aws_sdk_dynamodb::primitives::Blob;
use aws_sdk_dynamodb::types::AttributeValue;
use shared::model::provider::Provider;
use tracing::Level;

use super::{connect, connected, health, new_use};
use crate::logs::Logs;
use crate::unreadable::set;
use crate::upkeep::sweep;

/// An attribute of the connection, and what it becomes.
fn poisons() -> [(&'static str, AttributeValue); 5] {
    let blob = |bytes: &[u8]| AttributeValue::B(Blob::new(bytes));
    [
        // No ciphertext, one of a version that nobody knows, and one that was cut off.
        ("sealed_tokens", blob(&[])),
        ("sealed_tokens", blob(&[99; 120])),
        ("sealed_tokens", blob(&[2, 0, 0])),
        ("version", AttributeValue::S("x".to_owned())),
        ("scopes", AttributeValue::Null(true)),
    ]
}

#[tokio::test]
async fn f16_one_spoilt_connection_is_set_aside_with_an_alarm_and_the_company_s_others_are_renewed()
{
    for provider in Provider::ALL {
        for (attribute, value) in poisons() {
            let logs = Logs::capture(Level::INFO);
            let scene = connected(&Provider::ALL).await;
            let kind = format!("CREDENTIAL#{}", provider.key());
            set(&scene, &kind, attribute, value).await;
            scene.advance("54 days");
            let report = sweep(&scene).await;
            let counted = (&report["due"], &report["renewed"], &report["set_aside"]);
            assert_eq!(
                counted,
                (&5.into(), &4.into(), &1.into()),
                "{provider} {attribute}: {report}"
            );
            let alarms = logs.lines("\"alarm\":\"connection_unreadable\"");
            let [alarm] = alarms.as_slice() else { panic!("{provider} {attribute}: {alarms:?}") };
            assert!(alarm.contains("\"company_id\":1") && !alarm.contains('@'), "{alarm}");
            for other in Provider::ALL {
                let state = if other == provider { "needs_reauthorization" } else { "active" };
                assert_eq!(health(&scene, other).await["state"], state, "{provider} {other}");
            }
            assert_eq!(sweep(&scene).await["due"], 0, "{provider} {attribute}");
            new_use(&scene, provider, 1).await.expect(409, "reauthorization_required");
            connect(&scene, provider).await.ok();
            new_use(&scene, provider, 2).await.ok();
        }
    }
}
