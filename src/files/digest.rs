//! SHA-256 (FIPS 180-4), written as 64 small hexadecimal digits, or as a page's policy wants it.

use data_encoding::{BASE64, HEXLOWER};
use sha2::{Digest, Sha256};

/// The digest of `bytes`.
#[must_use]
pub fn of(bytes: &[u8]) -> String {
    HEXLOWER.encode(&Sha256::digest(bytes))
}

/// The digest of `text` in Base64, as a page's content security policy names what may run (CSP 3, 2.3.1).
#[must_use]
pub fn for_policy(text: &str) -> String {
    format!("sha256-{}", BASE64.encode(&Sha256::digest(text.as_bytes())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_digests() {
        let empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
        assert_eq!(of(b""), empty);
    }
}
