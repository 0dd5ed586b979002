//! Where randomness comes from: the operating system, through the one crypto library.

use crate::model::error::{Error, Result};

/// `N` random bytes.
///
/// # Errors
/// [`Error::Internal`] where the system has none to give.
pub fn bytes<const N: usize>() -> Result<[u8; N]> {
    let mut bytes = [0; N];
    aws_lc_rs::rand::fill(&mut bytes).map_err(|_| Error::Internal)?;
    Ok(bytes)
}
