//! The methods of our paths, for whoever asks for another (B18).
//!
//! API Gateway answers a method without a route with its own 404, which has no `detail`. So each path has
//! an `ANY` route too, which leads to one of the functions behind it; a route that names its method goes
//! before. Paths that aren't ours stay API Gateway's: a `$default` route would start a function for
//! every scanner.

use lambda_http::request::RequestContext;
use lambda_http::{Request, RequestExt};

/// Each path of `template.yaml`, and its methods as `Allow` names them (RFC 9110, section 10.2.1).
pub const METHODS: [(&str, &str); 35] = [
    ("/api/integrations/ats-events", "POST"),
    ("/api/integrations/booking-links", "GET, POST"),
    ("/api/integrations/booking-links/{id}", "DELETE"),
    ("/api/integrations/bookings/{token}", "DELETE, GET, POST"),
    ("/api/integrations/events", "GET"),
    ("/api/integrations/feeds/{token}/jobs/{file}", "GET"),
    ("/api/integrations/feeds/{token}/{file}", "GET, HEAD"),
    ("/api/integrations/interviews", "GET"),
    ("/api/integrations/job-boards/feed-urls", "POST"),
    ("/api/integrations/job-boards/offers", "GET"),
    ("/api/integrations/job-boards/offers/{job_id}", "DELETE, GET, PUT"),
    ("/api/integrations/job-boards/offers/{job_id}/boards/{board}", "GET, PUT"),
    ("/api/integrations/linkedin/organization", "PUT"),
    ("/api/integrations/linkedin/organizations", "GET"),
    ("/api/integrations/linkedin/plans/{id}", "DELETE, PATCH"),
    ("/api/integrations/linkedin/posts", "GET"),
    ("/api/integrations/linkedin/posts/{post_id}", "DELETE"),
    ("/api/integrations/linkedin/posts/{post_id}/statistics", "GET"),
    ("/api/integrations/linkedin/preview", "POST"),
    ("/api/integrations/linkedin/publish-job", "POST"),
    ("/api/integrations/linkedin/template", "GET, PUT"),
    ("/api/integrations/preferences", "GET, PUT"),
    ("/api/integrations/slack/channels", "GET"),
    ("/api/integrations/slack/events", "POST"),
    ("/api/integrations/slack/notifications", "PUT"),
    ("/api/integrations/slack/test", "POST"),
    ("/api/integrations/status", "GET"),
    ("/api/integrations/zoom/events", "POST"),
    ("/api/integrations/{provider}/auth-url", "GET"),
    ("/api/integrations/{provider}/available-slots", "POST"),
    ("/api/integrations/{provider}/callback", "GET"),
    ("/api/integrations/{provider}/create-event", "POST"),
    ("/api/integrations/{provider}/disconnect", "DELETE"),
    ("/api/integrations/{provider}/events/{event_id}", "DELETE, PATCH"),
    ("/api/integrations/{provider}/notifications/{watch}", "POST"),
];

/// The methods of the path, where the request came by its `ANY` route; `None` where it has one of them.
pub fn allowed_methods(request: &Request) -> Option<&'static str> {
    let Some(RequestContext::ApiGatewayV2(context)) = request.request_context_ref() else {
        return None;
    };
    let path = context.route_key.as_deref()?.strip_prefix("ANY ")?;
    METHODS.iter().find(|(own, _)| *own == path).map(|(_, methods)| *methods)
}

/// The path that API Gateway routed by, with its parameters in braces; `None` outside of it.
pub fn routed_path(request: &Request) -> Option<&str> {
    let Some(RequestContext::ApiGatewayV2(context)) = request.request_context_ref() else {
        return None;
    };
    context.route_key.as_deref()?.split_once(' ').map(|(_, path)| path)
}
