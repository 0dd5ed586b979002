//! Whether an alarm reaches anybody.

use aws_sdk_dynamodb::error::DisplayErrorContext;

use crate::finding::Finding;
use crate::place::Place;
use crate::report::{Note, Report};

/// What stands in an ARN's place until somebody has confirmed, and after somebody has ended it.
const UNCONFIRMED: &str = "PendingConfirmation";
const DELETED: &str = "Deleted";

pub(crate) async fn look(place: &Place, report: &mut Report) {
    let Some(topic) = &place.alarm_topic else { return report.note(Note::WithoutAlarmTopic) };
    let mut told = 0;
    let mut pages =
        place.sns.list_subscriptions_by_topic().topic_arn(topic).into_paginator().send();
    while let Some(page) = pages.next().await {
        let page = match page {
            Ok(page) => page,
            Err(error) => return report.miss("who is told of alarms", DisplayErrorContext(error)),
        };
        for subscription in page.subscriptions() {
            match subscription.subscription_arn() {
                Some(UNCONFIRMED) => {
                    report.find(Finding::SubscriptionUnconfirmed { topic: topic.clone() });
                }
                None | Some(DELETED) => {}
                Some(_) => told += 1,
            }
        }
    }
    if told == 0 {
        report.find(Finding::NobodyIsTold { topic: topic.clone() });
    }
}
