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

/// Nobody's token is asked for there, so that a stranger may call as often as the rate lets them.
#[test]
fn s41_what_anybody_may_call_has_a_rate_of_its_own_and_takes_no_more_from_people() {
    let resources = resources();
    let functions = resources.as_mapping().unwrap().iter();
    let functions = functions.filter(|(_, it)| it["Type"] == "AWS::Serverless::Function");
    let is_open = |properties: &Value| {
        let policies = serde_yaml_ng::to_string(&properties["Policies"]).unwrap();
        !policies.contains("!Ref CallerSecret")
    };
    let mut routes = 0;
    for (name, function) in functions.filter(|(_, it)| is_open(&it["Properties"])) {
        let events = function["Properties"]["Events"].as_mapping();
        for (event, route) in events.into_iter().flatten() {
            let properties = &route["Properties"];
            if route["Type"] == "HttpApi" && properties["Method"] != "ANY" {
                routes += 1;
                assert!(properties["RouteSettings"].is_mapping(), "{name:?} {event:?}");
            }
        }
    }
    assert!(routes > 7, "{routes}");
}
