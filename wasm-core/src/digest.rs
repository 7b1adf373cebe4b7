//! SHA-256 as text, for names that follow from content.

use sha2::{Digest, Sha256};

/// Lower-case hexadecimal digits.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The first half of a hash in 32 hexadecimal digits: 128 bits are plenty to tell things apart.
pub(crate) fn short(hash: Sha256) -> String {
    hex(&hash.finalize()[..16])
}
