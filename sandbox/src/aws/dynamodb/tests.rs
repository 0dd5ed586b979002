//! Through the SDK, the proxy and the emulator.

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::error::ProvideErrorMetadata;
use aws_sdk_dynamodb::types::{AttributeValue, BillingMode, ProjectionType, TimeToLiveStatus};
use http::StatusCode;
use jiff::SignedDuration;
use serde_json::{Value, json};
use tokio::sync::watch;

use super::DynamoDb;
use crate::aws::persisted::TestDirectory;
use crate::aws::tests::{clock, sdk};
use simulator_kit::clock::MovableClock;
use simulator_kit::testing::Served;
use simulator_kit::wire::Fault;

const TABLE: &str = "integrations";

struct Subject {
    client: Client,
    dynamodb: DynamoDb,
    clock: MovableClock,
    served: Served,
}

impl Subject {
    async fn start() -> Self {
        let clock = clock();
        let dynamodb = DynamoDb::open(TABLE, None, clock.clone()).unwrap();
        let (stop, shutdown) = watch::channel(false);
        let router = dynamodb.router(shutdown.clone()).await.unwrap();
        let served = Served::start_until(router, stop, shutdown).await;
        Self { client: Client::new(&sdk(&served.url)), dynamodb, clock, served }
    }

    fn put(
        &self,
        pk: &str,
    ) -> aws_sdk_dynamodb::operation::put_item::builders::PutItemFluentBuilder {
        self.client.put_item().table_name(TABLE).item("pk", text(pk)).item("sk", text("STATE"))
    }

    /// The `pk` of every item, in order.
    fn keys(&self) -> Vec<String> {
        let items = self.dynamodb.dump().unwrap();
        let key = |item: &Value| item["pk"]["S"].as_str().unwrap().to_owned();
        let mut keys: Vec<_> = items.as_array().unwrap().iter().map(key).collect();
        keys.sort();
        keys
    }
}

fn text(value: &str) -> AttributeValue {
    AttributeValue::S(value.to_owned())
}

#[tokio::test]
async fn the_table_is_as_the_template_declares_it() {
    let subject = Subject::start().await;
    let table = subject.client.describe_table().table_name(TABLE).send().await.unwrap();
    let table = table.table.unwrap();
    assert_eq!(table.billing_mode_summary.unwrap().billing_mode, Some(BillingMode::PayPerRequest));
    let indexes = table.global_secondary_indexes.unwrap();
    let named = |name| indexes.iter().find(|index| index.index_name() == Some(name)).unwrap();
    let index = named("account");
    let projection = index.projection().unwrap().projection_type();
    assert_eq!(projection, Some(&ProjectionType::KeysOnly));
    let keys: Vec<_> = index.key_schema().iter().map(|key| key.attribute_name()).collect();
    assert_eq!(keys, ["account_key"]);
    let index = named("refresh-due");
    let projection = index.projection().unwrap().projection_type();
    assert_eq!(projection, Some(&ProjectionType::KeysOnly));
    let keys: Vec<_> = index.key_schema().iter().map(|key| key.attribute_name()).collect();
    assert_eq!(keys, ["refresh_shard", "refresh_at"]);
    let ttl = subject.client.describe_time_to_live().table_name(TABLE).send().await.unwrap();
    let ttl = ttl.time_to_live_description.unwrap();
    assert_eq!(ttl.attribute_name(), Some("ttl"));
    assert_eq!(ttl.time_to_live_status(), Some(&TimeToLiveStatus::Enabled));
}

#[tokio::test(flavor = "multi_thread")]
async fn of_fifty_conditional_puts_at_once_one_wins() {
    let subject = Subject::start().await;
    let races = (0..50).map(|_| {
        let put = subject.put("STATE#1").condition_expression("attribute_not_exists(pk)");
        tokio::spawn(put.send())
    });
    let mut won = 0;
    for race in futures::future::join_all(races).await {
        match race.unwrap() {
            Ok(_) => won += 1,
            Err(error) => {
                assert!(error.into_service_error().is_conditional_check_failed_exception())
            }
        }
    }
    assert_eq!(won, 1);
}

#[tokio::test]
async fn an_item_is_deleted_and_returned_once() {
    let subject = Subject::start().await;
    subject.put("STATE#1").send().await.unwrap();
    let delete = || {
        let request = subject.client.delete_item().table_name(TABLE);
        let request = request.key("pk", text("STATE#1")).key("sk", text("STATE"));
        let request = request.condition_expression("attribute_exists(pk)");
        request.return_values(aws_sdk_dynamodb::types::ReturnValue::AllOld).send()
    };
    assert_eq!(delete().await.unwrap().attributes.unwrap()["pk"], text("STATE#1"));
    let again = delete().await.unwrap_err().into_service_error();
    assert!(again.is_conditional_check_failed_exception());
}

#[tokio::test]
async fn a_malformed_request_is_refused_by_the_emulators_own_server() {
    let subject = Subject::start().await;
    let error = subject.put("").send().await.unwrap_err();
    assert_eq!(error.code(), Some("ValidationException"));
}

/// A put that was performed and not answered is sent again by the SDK, and meets its own item.
#[tokio::test]
async fn the_sdk_retries_a_put_that_was_performed_without_an_answer() {
    let subject = Subject::start().await;
    subject.served.control.inject(Fault::drop_after().on_target("PutItem"));
    let put = subject.put("STATE#1").condition_expression("attribute_not_exists(pk)");
    let error = put.send().await.unwrap_err().into_service_error();
    assert!(error.is_conditional_check_failed_exception(), "{error:?}");
    assert_eq!(subject.served.control.count_target("PutItem"), 2);
    assert_eq!(subject.keys(), ["STATE#1"]);
}

#[tokio::test]
async fn a_put_dropped_before_it_was_performed_succeeds_at_the_retry() {
    let subject = Subject::start().await;
    subject.served.control.inject(Fault::drop_before().on_target("PutItem"));
    let put = subject.put("STATE#1").condition_expression("attribute_not_exists(pk)");
    put.send().await.unwrap();
    assert_eq!(subject.served.control.count_target("PutItem"), 2);
}

/// F13.
#[tokio::test]
async fn a_throttled_put_fails_once_the_sdk_gives_up() {
    let subject = Subject::start().await;
    let code = "ProvisionedThroughputExceededException";
    let body = json!({"__type": format!("com.amazonaws.dynamodb.v20120810#{code}"), "message": ""});
    let fault = Fault::respond(StatusCode::BAD_REQUEST, body).on_target("PutItem").times(3);
    subject.served.control.inject(fault);
    let error = subject.put("STATE#1").send().await.unwrap_err().into_service_error();
    assert!(error.is_provisioned_throughput_exceeded_exception());
    assert_eq!(subject.keys(), Vec::<String>::new());
}

#[tokio::test]
async fn the_sweep_removes_what_has_expired_by_the_sandboxs_clock() {
    let subject = Subject::start().await;
    let now = subject.clock.now().as_second();
    let number = |n: i64| AttributeValue::N(n.to_string());
    for (pk, ttl) in [
        ("past", number(now - 1)),
        ("now", number(now)),
        ("future", number(now + 60)),
        ("ancient", number(now - 6 * 365 * 86400)),
        ("text", text("1")),
    ] {
        subject.put(pk).item("ttl", ttl).send().await.unwrap();
    }
    subject.put("endless").send().await.unwrap();
    assert_eq!(subject.dynamodb.sweep().unwrap(), 1);
    assert_eq!(subject.keys(), ["ancient", "endless", "future", "now", "text"]);
    subject.clock.advance(SignedDuration::from_secs(61));
    assert_eq!(subject.dynamodb.sweep().unwrap(), 2);
    assert_eq!(subject.keys(), ["ancient", "endless", "text"]);
}

#[tokio::test]
async fn the_dump_has_every_page() {
    let subject = Subject::start().await;
    for n in 0..3 {
        let large = text(&"x".repeat(390_000));
        subject.put(&n.to_string()).item("large", large).send().await.unwrap();
    }
    assert_eq!(subject.keys(), ["0", "1", "2"]);
}

#[tokio::test]
async fn the_sparse_index_lists_the_keys_of_what_is_due() {
    let subject = Subject::start().await;
    let due = subject.put("COMPANY#1").item("refresh_shard", text("3"));
    due.item("refresh_at", AttributeValue::N("100".to_owned())).send().await.unwrap();
    subject.put("COMPANY#2").send().await.unwrap();
    let query = subject.client.query().table_name(TABLE).index_name("refresh-due");
    let query = query.key_condition_expression("refresh_shard = :shard AND refresh_at <= :now");
    let query = query.expression_attribute_values(":shard", text("3"));
    let query = query.expression_attribute_values(":now", AttributeValue::N("100".to_owned()));
    let items = query.send().await.unwrap().items.unwrap();
    assert_eq!(items.len(), 1);
    assert_eq!(items[0]["pk"], text("COMPANY#1"));
}

#[tokio::test]
async fn items_outlive_the_process_in_their_directory() {
    let directory = TestDirectory::new();
    let open = || DynamoDb::open(TABLE, Some(directory.path()), clock()).unwrap();
    let first = open();
    let (_stop, shutdown) = watch::channel(false);
    let served = Served::start(first.router(shutdown).await.unwrap()).await;
    let client = Client::new(&sdk(&served.url));
    let put = client.put_item().table_name(TABLE).item("pk", text("1")).item("sk", text("1"));
    put.send().await.unwrap();
    assert_eq!(open().dump().unwrap(), json!([{"pk": {"S": "1"}, "sk": {"S": "1"}}]));
}

/// Without the index on its records, the emulator reads all of them at each write.
#[tokio::test]
async fn a_write_finds_its_place_in_the_stream_by_an_index_and_what_was_collected_is_trimmed() {
    let subject = Subject::start().await;
    for number in 0..50 {
        subject.put(&format!("STATE#{number}")).send().await.unwrap();
    }
    let stream = subject.dynamodb.stream();
    assert_eq!((0..stream.shards()).map(|it| stream.records(it).len()).sum::<usize>(), 50);
    let (plan, left) = stream.inspected();
    assert!(plan.contains("_stream_records_in_order"), "{plan}");
    assert_eq!(left, 1, "the last one, to count on from");
}

/// `cargo test -p sandbox --lib -- --ignored --nocapture a_write_among`.
#[tokio::test]
#[ignore = "measures"]
async fn a_write_among_a_hundred_thousand_records_is_as_quick_as_the_first() {
    let subject = Subject::start().await;
    let stream = subject.dynamodb.stream();
    subject.put("STATE#1").send().await.unwrap();
    let alone = stream.time_to_find_the_next_place();
    stream.crowd(100_000);
    let among = stream.time_to_find_the_next_place();
    stream.unindex();
    let before = stream.time_to_find_the_next_place();
    println!("alone {alone:?}, among 100,000 {among:?}, without the index {before:?}");
    assert!(among < before / 20, "{among:?} {before:?}");
}
