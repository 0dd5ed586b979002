//! Who is invited (S38).

use crate::error::{Error, Result};

/// More people than any interview has; a bound against an open invitation relay.
const LIMIT: usize = 20;
/// RFC 5321, sections 4.5.3.1.1 and 4.5.3.1.3.
const LOCAL_LIMIT: usize = 64;
const ADDRESS_LIMIT: usize = 254;

/// One invited person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attendee {
    /// The address, as given.
    pub email: String,
    /// The name, where we know it.
    pub name: Option<String>,
}

/// Reads `addresses`: trimmed, each once whatever its case, in the order given.
///
/// # Errors
/// [`Error::InvalidRequest`] naming the first that is no address, or where more than 20 are left.
pub fn attendees(addresses: &[String]) -> Result<Vec<Attendee>> {
    let mut attendees: Vec<Attendee> = Vec::new();
    for (index, address) in addresses.iter().enumerate() {
        let email = address.trim();
        if !is_address(email) {
            let text = format!("attendees[{index}]: this is not an e-mail address");
            return Err(Error::InvalidRequest(text));
        }
        if !attendees.iter().any(|known| known.email.eq_ignore_ascii_case(email)) {
            attendees.push(Attendee { email: email.to_owned(), name: None });
        }
    }
    if attendees.len() > LIMIT {
        return Err(Error::InvalidRequest(format!("attendees: at most {LIMIT} are possible")));
    }
    Ok(attendees)
}

/// The unquoted form of RFC 5322, section 3.4.1, with a domain of two labels or more.
fn is_address(text: &str) -> bool {
    let Some((local, domain)) = text.rsplit_once('@') else { return false };
    let is_atom = |part: &str| {
        !part.is_empty()
            && part
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || b"!#$%&'*+/=?^_`{|}~-".contains(&b))
    };
    let is_label = |part: &str| {
        !part.is_empty()
            && part.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
            && !part.starts_with('-')
            && !part.ends_with('-')
    };
    text.len() <= ADDRESS_LIMIT
        && local.len() <= LOCAL_LIMIT
        && local.split('.').all(is_atom)
        && domain.contains('.')
        && domain.split('.').all(is_label)
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
