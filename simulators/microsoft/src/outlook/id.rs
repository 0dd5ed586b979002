//! Ids and versions of items, as long and as awkward as Exchange's.

use aws_lc_rs::digest::{SHA256, digest};
use data_encoding::{BASE64, BASE64URL_NOPAD};

use super::fault::Fault;

const MUTABLE: &str = "AAMkADc1_Tg4-";
/// Every immutable id of the REST APIs begins so.
const IMMUTABLE: &str = "AAkALgAAAAAAHYQDEapmEc2byACqAC-EWg0A";
const TAIL: &str = "_AAA=";

/// The two names one item has.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Ids {
    /// Changes when the item moves to another folder.
    pub mutable: String,
    /// Stays; spoken only under `Prefer: IdType="ImmutableId"`.
    pub immutable: String,
}

impl Ids {
    /// The names of the `serial`th item.
    pub fn of(serial: u64) -> Self {
        Self {
            mutable: format!("{MUTABLE}{}{TAIL}", code("item", serial, 96)),
            immutable: format!("{IMMUTABLE}{}{TAIL}", code("immutable", serial, 22)),
        }
    }

    /// The name in the dialect asked for.
    pub fn shown(&self, immutable: bool) -> &str {
        if immutable { &self.immutable } else { &self.mutable }
    }

    /// Whether the item is meant by `id`: either name where immutable ids are spoken, else only
    /// the mutable one, since the preference must be sent on every request.
    pub fn answers_to(&self, id: &str, immutable: bool) -> bool {
        self.mutable == id || immutable && self.immutable == id
    }
}

/// 400 `ErrorInvalidIdMalformed` for what cannot be an id of an item.
pub fn check(id: &str) -> Result<(), Fault> {
    let body = id.strip_prefix(MUTABLE).or_else(|| id.strip_prefix(IMMUTABLE));
    let body = body.and_then(|rest| rest.strip_suffix(TAIL));
    let readable =
        |body: &str| body.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte));
    if body.is_some_and(readable) { Ok(()) } else { Err(Fault::malformed_id()) }
}

/// The change key of the `version`th version of the world: `@odata.etag` is `W/"<it>"`.
pub fn change_key(version: u64) -> String {
    let hash = digest(&SHA256, format!("change {version}").as_bytes());
    BASE64.encode(hash.as_ref().get(..25).unwrap_or_default())
}

/// The `iCalUId` of the `serial`th meeting, the same in every attendee's calendar.
pub fn ical(serial: u64) -> String {
    let hash = digest(&SHA256, format!("ical {serial}").as_bytes());
    let tail = data_encoding::HEXUPPER.encode(hash.as_ref().get(..16).unwrap_or_default());
    format!("040000008200E00074C5B7101A82E00800000000{tail}")
}

/// `length` characters of base64url that depend on `kind` and `serial` only.
pub fn code(kind: &str, serial: u64, length: usize) -> String {
    let block = |part: usize| {
        BASE64URL_NOPAD
            .encode(digest(&SHA256, format!("{kind} {serial} {part}").as_bytes()).as_ref())
    };
    (0..length.div_ceil(43)).map(block).collect::<String>().chars().take(length).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_hold_every_character_that_breaks_careless_urls() {
        let ids = Ids::of(1);
        for id in [&ids.mutable, &ids.immutable] {
            assert!(["=", "-", "_"].iter().all(|awkward| id.contains(awkward)), "{id}");
            assert_eq!(check(id), Ok(()));
        }
    }

    #[test]
    fn what_is_cut_padded_or_made_up_is_malformed() {
        let id = Ids::of(1).mutable;
        let cut = &id[..id.len() - 1];
        for bad in
            ["", "42", cut, &format!("{id}%3D"), &id.to_lowercase(), &id.replace("_AAA", "/AAA")]
        {
            assert_eq!(check(bad).unwrap_err().code, "ErrorInvalidIdMalformed", "{bad}");
        }
    }

    #[test]
    fn an_immutable_id_is_understood_only_when_preferred() {
        let ids = Ids::of(7);
        assert!(ids.answers_to(&ids.immutable, true));
        assert!(!ids.answers_to(&ids.immutable, false));
        assert!(ids.answers_to(&ids.mutable, true));
    }
}
