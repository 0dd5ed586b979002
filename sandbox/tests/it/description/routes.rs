//! The description and `template.yaml` know the same routes.

use std::collections::BTreeSet;

use sandbox::gateway::template::Template;
use sandbox::world::TEMPLATE;

use super::{description, operations};

#[test]
fn the_description_has_the_routes_of_the_template_and_no_others() {
    let functions = Template::parse(TEMPLATE).unwrap().functions;
    let routes = functions.iter().flat_map(|function| &function.routes);
    let deployed: BTreeSet<_> =
        routes.filter(|route| !route.is_any()).map(|route| route.key()).collect();
    let described = operations(&description()).into_iter().map(|operation| operation.key);
    assert_eq!(described.collect::<BTreeSet<_>>(), deployed);
}

/// An operation is found under the name of its function, and the blanks of its path are explained.
#[test]
fn each_operation_is_named_after_its_function() {
    let functions = Template::parse(TEMPLATE).unwrap().functions;
    for operation in operations(&description()) {
        let routed = functions.iter().find(|function| {
            function.routes.iter().any(|route| !route.is_any() && route.key() == operation.key)
        });
        let (name, id) =
            (&routed.unwrap().name, operation.content["operationId"].as_str().unwrap());
        let is_named = id == name || id.strip_suffix(name).is_some_and(|verb| verb.ends_with('-'));
        assert!(is_named, "{}: {id} for {name}", operation.key);
        assert!(operation.content["summary"].is_string(), "{id}");
    }
}
