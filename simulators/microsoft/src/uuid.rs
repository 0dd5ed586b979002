//! Identifiers of requests and traces.

use aws_lc_rs::rand;
use data_encoding::HEXLOWER;

/// A random UUID, version 4 (RFC 9562, section 5.4).
pub fn fresh() -> String {
    let mut bytes = [0_u8; 16];
    // Without randomness the id is the same each time, which harms nobody: it only labels a request.
    rand::fill(&mut bytes).ok();
    let mut value = u128::from_be_bytes(bytes);
    value = value & !(0xf << 76) | (0x4 << 76);
    value = value & !(0x3 << 62) | (0x2 << 62);
    let hex = HEXLOWER.encode(&value.to_be_bytes());
    let part = |from: usize, to: usize| hex.get(from..to).unwrap_or_default().to_owned();
    [part(0, 8), part(8, 12), part(12, 16), part(16, 20), part(20, 32)].join("-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn version_and_variant_are_marked() {
        let id = fresh();
        assert_eq!(id.len(), 36);
        assert_eq!(id.as_bytes()[14], b'4');
        assert!(b"89ab".contains(&id.as_bytes()[19]));
        assert_ne!(id, fresh());
    }
}
