//! The posts that are planned, and what became of those that were.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use shared::app::App;
use shared::model::plan::{Plan, PlanKey};
use shared::people::employer::Employer;
use shared::posting::planned::View;

/// Plans that have ended and are listed: the latest.
const ENDED: usize = 50;

/// The plans that `employer` may see: those that wait, the next one first, then those that have ended.
/// Of their posts, the `deleted` ones are not there any more.
pub(super) fn listed(
    app: &App,
    employer: Employer,
    plans: Vec<(PlanKey, Plan)>,
    deleted: &BTreeSet<String>,
) -> Vec<View> {
    let now = app.clock.now();
    let listed = plans.into_iter().filter(|(_, plan)| !plan.is_dismissed);
    let (mut open, mut ended): (Vec<_>, Vec<_>) = listed.partition(|(_, plan)| plan.is_open(now));
    open.sort_by(|(a, first), (b, second)| (first.publish_at, a).cmp(&(second.publish_at, b)));
    ended.sort_by_key(|(key, plan)| (Reverse(plan.end()), key.clone()));
    let view = |(key, plan)| View::new(&app.config.endpoints, employer, (&key, plan), deleted);
    let ended: Vec<_> = ended.into_iter().filter_map(view).take(ENDED).collect();
    open.into_iter().filter_map(view).chain(ended).collect()
}
