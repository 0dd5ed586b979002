//! Which colleagues are to interview (B20).

use crate::model::error::{Error, Result};
use crate::words::Text;

/// More than any interview has.
const LIMIT: u32 = 10;

/// The users of `ids`, each once, in the order given.
///
/// # Errors
/// [`Error::InvalidRequest`] where there are more than 10.
pub fn interviewers(ids: &[i64]) -> Result<Vec<i64>> {
    if ids.len() > LIMIT as usize {
        let text = Text::new("field-too-many").with("field", "interviewers");
        return Err(Error::InvalidRequest(text.with("limit", LIMIT)));
    }
    let mut once: Vec<i64> = Vec::new();
    for id in ids {
        if !once.contains(id) {
            once.push(*id);
        }
    }
    Ok(once)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn b20_ten_interviewers_are_enough() {
        let ids: Vec<_> = (1..=11).collect();
        assert_eq!(interviewers(&ids[..10]).unwrap().len(), 10);
        assert!(interviewers(&ids).is_err());
        assert!(interviewers(&[1; 11]).is_err());
        assert_eq!(interviewers(&[2, 1, 2]).unwrap(), [2, 1]);
    }
}
