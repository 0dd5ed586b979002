//! Random bytes and identifiers.

use aws_lc_rs::error::Unspecified;
use data_encoding::HEXLOWER;

/// `N` random bytes.
pub(super) fn bytes<const N: usize>() -> Result<[u8; N], Unspecified> {
    let mut bytes = [0; N];
    aws_lc_rs::rand::fill(&mut bytes)?;
    Ok(bytes)
}

/// `length` random bytes.
pub(super) fn vec(length: usize) -> Result<Vec<u8>, Unspecified> {
    let mut bytes = vec![0; length];
    aws_lc_rs::rand::fill(&mut bytes)?;
    Ok(bytes)
}

/// An identifier in the form of a UUID, as AWS gives to keys, versions and requests.
pub(super) fn uuid() -> Result<String, Unspecified> {
    Ok(in_uuid_form(bytes()?))
}

/// 16 bytes as `8-4-4-4-12` hexadecimal digits.
pub(super) fn in_uuid_form(bytes: [u8; 16]) -> String {
    let hex = HEXLOWER.encode(&bytes);
    let groups = [0..8, 8..12, 12..16, 16..20, 20..32];
    groups.map(|group| hex.get(group).unwrap_or_default()).join("-")
}
