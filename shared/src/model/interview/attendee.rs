//! Who is invited (S38).

use super::address::{AddressError, address, is_same};
use crate::model::error::{Error, Result};
use crate::words::Text;

/// More people than any interview has; a bound against an open invitation relay.
const LIMIT: u32 = 20;

/// One invited person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attendee {
    /// The address, as it is sent.
    pub email: String,
    /// The name, where we know it.
    pub name: Option<String>,
}

/// Reads `addresses`: as they are sent, each once whatever its case, in the order given.
///
/// # Errors
/// [`Error::InvalidRequest`] naming the first that can't be invited, or where more than 20 are left.
pub fn attendees(addresses: &[String]) -> Result<Vec<Attendee>> {
    let mut attendees: Vec<Attendee> = Vec::new();
    for (index, text) in addresses.iter().enumerate() {
        let malformed = |error: AddressError| {
            let text = Text::new("field-problem").with("field", format!("attendees[{index}]"));
            Error::InvalidRequest(text.with("problem", error.text()))
        };
        let email = address(text).map_err(malformed)?;
        if !attendees.iter().any(|known| is_same(&known.email, &email)) {
            attendees.push(Attendee { email, name: None });
        }
    }
    if attendees.len() > LIMIT as usize {
        let text = Text::new("field-too-many").with("field", "attendees");
        return Err(Error::InvalidRequest(text.with("limit", LIMIT)));
    }
    Ok(attendees)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(addresses: &[&str]) -> Result<Vec<String>> {
        let addresses: Vec<_> = addresses.iter().map(|&address| address.to_owned()).collect();
        attendees(&addresses).map(|all| all.into_iter().map(|one| one.email).collect())
    }

    #[test]
    fn s38_each_person_is_invited_once() {
        let given = ["awa@acme.ci", " Awa@ACME.ci ", "o'neil+ats@mail.example"];
        assert_eq!(read(&given).unwrap(), ["awa@acme.ci", "o'neil+ats@mail.example"]);
    }

    #[test]
    fn s38_what_is_no_address_is_named() {
        for wrong in [
            "",
            "awa",
            "awa@acme",
            "@acme.ci",
            "awa@",
            "a b@acme.ci",
            "a..b@acme.ci",
            "awa@acme.ci\r\nBcc: x@y.z",
            "awa@acme.ci,x@y.z",
            "<awa@acme.ci>",
            "awa@-acme.ci",
            &format!("{}@acme.ci", "a".repeat(65)),
            &format!("a@{}.ci", "a".repeat(250)),
        ] {
            let error = read(&["ok@acme.ci", wrong]).unwrap_err();
            assert!(error.to_string().starts_with("attendees[1]:"), "{wrong}: {error}");
        }
    }

    #[test]
    fn s38_twenty_people_are_enough() {
        let all: Vec<_> = (0..21).map(|number| format!("p{number}@acme.ci")).collect();
        assert_eq!(attendees(&all[..20]).unwrap().len(), 20);
        assert!(attendees(&all).is_err());
        assert_eq!(attendees(&vec!["a@acme.ci".to_owned(); 200]).unwrap().len(), 1);
    }
}
