//! The ATS's pagination: `page` from 1, `limit` from 1 to 100.

use serde_json::{Value, json};

use super::error::Error;
use super::validation::query_integer;

/// Which part of a list is asked for.
#[derive(Clone, Copy, Debug)]
pub(super) struct Page {
    page: i64,
    limit: i64,
}

impl Page {
    /// Reads `page` and `limit`.
    pub(super) fn parse(query: &[(String, String)], default_limit: i64) -> Result<Self, Error> {
        Ok(Self {
            page: query_integer(query, "page", 1, 1..=i64::MAX)?,
            limit: query_integer(query, "limit", default_limit, 1..=100)?,
        })
    }

    /// `{name: [the rows of this page], total, page, limit, total_pages}`.
    pub(super) fn of(self, name: &str, rows: Vec<Value>) -> Value {
        let total = rows.len();
        let limit = usize::try_from(self.limit).unwrap_or(usize::MAX);
        let pages_before = usize::try_from(self.page - 1).unwrap_or(usize::MAX);
        let shown: Vec<_> =
            rows.into_iter().skip(pages_before.saturating_mul(limit)).take(limit).collect();
        json!({
            name: shown,
            "total": total,
            "page": self.page,
            "limit": self.limit,
            "total_pages": total.div_ceil(limit),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_a_part_of_the_rows_and_says_how_many_there_are() {
        let query = [("page".to_owned(), "2".to_owned()), ("limit".to_owned(), "2".to_owned())];
        let page = Page::parse(&query, 10).unwrap().of("jobs", vec![json!(1), json!(2), json!(3)]);
        assert_eq!(
            page,
            json!({ "jobs": [3], "total": 3, "page": 2, "limit": 2, "total_pages": 2 })
        );
    }

    #[test]
    fn a_page_past_the_end_is_empty() {
        let query = [("page".to_owned(), i64::MAX.to_string())];
        assert_eq!(Page::parse(&query, 10).unwrap().of("jobs", vec![json!(1)])["jobs"], json!([]));
    }
}
