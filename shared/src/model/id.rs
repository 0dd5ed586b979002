//! Ids at the ATS, as texts name them: one spelling for each, so that nothing is known by two names.

/// The positive number that `text` spells, without a sign and without a zero in front; `None` for anything else.
pub fn id(text: &str) -> Option<i64> {
    let id: i64 = text.parse().ok()?;
    (id > 0 && id.to_string() == text).then_some(id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_has_one_spelling() {
        assert_eq!(id("1"), Some(1));
        assert_eq!(id("9223372036854775807"), Some(i64::MAX));
        for text in
            ["", "0", "-1", "+1", "01", " 1", "1 ", "1.0", "1e3", "١", "9223372036854775808"]
        {
            assert_eq!(id(text), None, "{text}");
        }
    }
}
