//! What one caller, or one mistake, may use of what all share (S41).

use sandbox::world::TEMPLATE;
use serde_yaml_ng::Value;

fn resources() -> Value {
    serde_yaml_ng::from_str::<Value>(TEMPLATE).unwrap()["Resources"].clone()
}

#[test]
fn s41_a_burst_is_throttled_before_it_reaches_a_function() {
    let resources = resources();
    let apis = resources.as_mapping().unwrap().values();
    let apis: Vec<_> = apis.filter(|it| it["Type"] == "AWS::Serverless::HttpApi").collect();
    let [api] = apis.as_slice() else { panic!("{apis:?}") };
    let settings = &api["Properties"]["DefaultRouteSettings"];
    let rate = settings["ThrottlingRateLimit"].as_u64().unwrap();
    let burst = settings["ThrottlingBurstLimit"].as_u64().unwrap();
    // Enough for people in front of pages; little enough that nobody drains an account's concurrency.
    assert!((10..=200).contains(&rate) && (rate..=400).contains(&burst), "{rate} {burst}");
    // A route with settings of its own would go by those.
    let own = &api["Properties"]["RouteSettings"];
    assert!(own.is_null(), "{own:?}");
}
