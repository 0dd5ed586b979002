//! How much time the work of a request has left: one deadline, which every wait in it keeps.
//!
//! It travels with the task, as the request's span does: what calls need not hand it on, and what is called
//! can't forget it. Three moments end a request before API Gateway gives up, after 30 s:
//!
//! | when | what ends |
//! |---|---|
//! | [`RESERVE`] before the deadline | calls of the ATS and the providers, and waits for somebody else |
//! | the deadline | calls of AWS, so that what became of a provider's call is still noted |
//! | [`GRACE`] after it | whatever hangs in between: the request itself |

use std::pin::Pin;
use std::time::Duration;

use jiff::Timestamp;
use thiserror::Error;

use crate::platform::clock::Clock;

/// The longest that a request works. The rest of API Gateway's 30 s is for starting and answering.
pub const REQUEST: Duration = Duration::from_secs(25);
/// How long before the deadline calls end whose outcome must be noted afterwards.
pub const RESERVE: Duration = Duration::from_secs(3);
/// How long after the deadline work that has no result yet is given up.
pub const GRACE: Duration = Duration::from_secs(2);

tokio::task_local! {
    static CURRENT: Deadline;
}

/// When the time of some work is over, by whose clock.
#[derive(Clone, Debug)]
pub struct Deadline {
    clock: Clock,
    at: Timestamp,
}

/// The time is over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum Elapsed {
    /// Nothing was begun.
    #[error("there is no time left")]
    NotBegun,
    /// It had begun, and was given up.
    #[error("it took too long")]
    Unfinished,
}

impl Deadline {
    /// At `at`, by `clock`.
    pub const fn new(clock: Clock, at: Timestamp) -> Self {
        Self { clock, at }
    }

    /// Does `work`, in which every [`limit`] and [`pause`] keeps this deadline.
    ///
    /// # Errors
    /// [`Elapsed::Unfinished`] where there is no result [`GRACE`] after it.
    pub fn keep<F: Future>(self, work: F) -> impl Future<Output = Result<F::Output, Elapsed>> {
        let clock = self.clock.clone();
        let given_up = self.at.saturating_add(GRACE).unwrap_or(Timestamp::MAX);
        // Boxed, here and below: deadlines stand in each other, and each would hold all work below it.
        let work = Box::pin(CURRENT.scope(self, work));
        async move {
            tokio::select! {
                biased;
                output = work => Ok(output),
                () = clock.wait_until(given_up) => Err(Elapsed::Unfinished),
            }
        }
    }

    /// Does `work` until `limit` from now or `reserve` before this deadline, whatever comes first.
    async fn limit<F: Future>(
        self,
        limit: Duration,
        reserve: Duration,
        work: Pin<Box<F>>,
    ) -> Result<F::Output, Elapsed> {
        let end = self.at.saturating_sub(reserve).unwrap_or(self.at).min(self.clock.after(limit));
        if end <= self.clock.now() {
            return Err(Elapsed::NotBegun);
        }
        tokio::select! {
            biased;
            output = work => Ok(output),
            () = self.clock.wait_until(end) => Err(Elapsed::Unfinished),
        }
    }
}

/// Does `work` for `limit` at most, and until `reserve` before the current deadline. Outside of any
/// request, as in a command, only `limit` counts.
///
/// # Errors
/// [`Elapsed`].
pub fn limit<F: Future>(
    limit: Duration,
    reserve: Duration,
    work: F,
) -> impl Future<Output = Result<F::Output, Elapsed>> {
    let work = Box::pin(work);
    async move {
        match CURRENT.try_with(Deadline::clone) {
            Ok(deadline) => deadline.limit(limit, reserve, work).await,
            Err(_) => tokio::time::timeout(limit, work).await.map_err(|_| Elapsed::Unfinished),
        }
    }
}

/// Waits for `duration`, for something or somebody else.
///
/// # Errors
/// [`Elapsed`] where there is no time for that.
pub async fn pause(duration: Duration) -> Result<(), Elapsed> {
    limit(Duration::MAX, RESERVE, tokio::time::sleep(duration)).await
}

#[cfg(test)]
mod tests {
    use std::future::{pending, ready};
    use std::sync::Arc;
    use std::sync::atomic::{AtomicI64, Ordering};

    use super::*;

    const SECOND: Duration = Duration::from_secs(1);

    /// A clock that jumps to whatever is waited for.
    fn jumping() -> Clock {
        let now = Arc::new(AtomicI64::new(0));
        let seconds = Arc::clone(&now);
        let wait = move |instant: Timestamp| {
            now.fetch_max(instant.as_second(), Ordering::SeqCst);
            Box::pin(ready(())) as _
        };
        Clock::new(move || at(seconds.load(Ordering::SeqCst)), wait)
    }

    fn at(seconds: i64) -> Timestamp {
        Timestamp::from_second(seconds).unwrap()
    }

    #[tokio::test]
    async fn f34_calls_that_hang_one_after_another_share_one_deadline() {
        let clock = jumping();
        let work = async {
            let mut ends = Vec::new();
            for _ in 0..4 {
                let result = limit(SECOND * 10, RESERVE, pending::<()>()).await.unwrap_err();
                ends.push((result, clock.now().as_second()));
            }
            let aws = limit(SECOND * 3, Duration::ZERO, pending::<()>()).await.unwrap_err();
            ends.push((aws, clock.now().as_second()));
            ends
        };
        let ends = Deadline::new(clock.clone(), at(25)).keep(work).await.unwrap();
        let (begun, late) = (Elapsed::Unfinished, Elapsed::NotBegun);
        assert_eq!(ends, [(begun, 10), (begun, 20), (begun, 22), (late, 22), (begun, 25)]);
    }

    #[tokio::test]
    async fn f34_work_that_keeps_no_deadline_is_given_up_and_what_is_done_in_time_is_not() {
        let clock = jumping();
        let deadline = Deadline::new(clock.clone(), at(25));
        assert_eq!(deadline.clone().keep(pending::<()>()).await, Err(Elapsed::Unfinished));
        assert_eq!(clock.now(), at(27));
        assert_eq!(deadline.clone().keep(ready(1)).await, Ok(1));
        assert_eq!(deadline.keep(pause(SECOND)).await, Ok(Err(Elapsed::NotBegun)));
    }

    #[test]
    fn what_work_holds_is_not_held_by_each_limit_around_it() {
        let large = || async {
            let held = [0_u8; 100_000];
            ready(()).await;
            held.len()
        };
        let limited = limit(SECOND, RESERVE, limit(SECOND, RESERVE, large()));
        let kept = Deadline::new(jumping(), at(25)).keep(large());
        assert!(size_of_val(&limited) < 1000 && size_of_val(&kept) < 1000);
    }

    #[tokio::test]
    async fn without_a_request_only_the_limit_counts() {
        assert_eq!(limit(Duration::ZERO, RESERVE, pending::<()>()).await, Err(Elapsed::Unfinished));
        assert_eq!(limit(SECOND, RESERVE, ready(1)).await, Ok(1));
    }
}
