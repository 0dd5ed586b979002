//! Slack's markup ("Formatting message text"): what stands in angle brackets calls people or leads
//! somewhere. So of what people wrote exactly three letters are escaped (S51), behind the cut, which splits
//! no entity then.

use jiff::Timestamp;

use crate::model::text;

/// `text` of somebody's as one line of at most `limit` characters, for a `plain_text` object: nothing is markup
/// there.
pub fn plain(text: &str, limit: usize) -> String {
    text::cut(&text::line(text), limit, |text| text.chars().count())
}

/// The same for a text in which markup counts: what is escaped is counted as it is sent.
pub fn escaped(text: &str, limit: usize) -> String {
    escape(&text::cut(&text::line(text), limit, |text| escape(text).chars().count()))
}

/// `at` as every reader's Slack shows it in their own zone; `otherwise` where it can't.
pub fn date(at: Timestamp, form: &str, otherwise: &str) -> String {
    // What tells the parts of a date apart, and line ends, must not stand in the last.
    let otherwise = text::line(otherwise).replace('|', "/");
    format!("<!date^{}^{form}|{}>", at.as_second(), escape(&otherwise))
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn s51_what_people_wrote_calls_nobody_and_leads_nowhere() {
        for (text, sent) in [
            ("<!channel>", "&lt;!channel&gt;"),
            (
                "<@U1> & <https://evil.example|Acme>",
                "&lt;@U1&gt; &amp; &lt;https://evil.example|Acme&gt;",
            ),
            ("&lt;!here&gt;", "&amp;lt;!here&amp;gt;"),
            ("Awa\n<!here>", "Awa &lt;!here&gt;"),
        ] {
            assert_eq!(escaped(text, 200), sent);
        }
    }

    #[test]
    fn a_date_says_the_same_where_it_can_t_be_shown() {
        let at = Timestamp::from_second(1_795_600_000).unwrap();
        let sent = date(at, "{date_short_pretty} {time}", "25 Nov | <09:46>");
        assert_eq!(sent, "<!date^1795600000^{date_short_pretty} {time}|25 Nov / &lt;09:46&gt;>");
    }

    proptest! {
        #[test]
        fn s51_a_cut_splits_no_entity_and_leaves_no_bracket(text in "[&<>a !|é]{0,60}", limit in 1..40_usize) {
            let sent = escaped(&text, limit);
            prop_assert!(sent.chars().count() <= limit);
            prop_assert!(!sent.contains(['<', '>']));
            let rest = sent.replace("&amp;", "").replace("&lt;", "").replace("&gt;", "");
            prop_assert!(!rest.contains('&'), "{}", sent);
        }
    }
}
