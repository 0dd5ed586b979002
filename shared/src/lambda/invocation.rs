//! What every line of an invocation says of it, under the keys of AWS's Powertools.

use std::sync::atomic::{AtomicBool, Ordering};

use lambda_runtime::Context;
use tracing::Span;

/// The invocations of one execution environment.
#[derive(Debug, Default)]
pub(super) struct Invocations {
    has_begun: AtomicBool,
}

impl Invocations {
    /// The span of the next one. No level that is filtered for takes its keys away.
    pub(super) fn span(&self, context: &Context) -> Span {
        tracing::error_span!(
            "invocation",
            cold_start = !self.has_begun.swap(true, Ordering::Relaxed),
            function_name = context.env_config.function_name,
            function_memory_size = context.env_config.memory,
            function_arn = context.invoked_function_arn,
            function_request_id = context.request_id,
            xray_trace_id = context.xray_trace_id,
        )
    }
}
