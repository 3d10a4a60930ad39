//! Names that Windows keeps for devices, and characters that it has in none. A file called so elsewhere cannot be copied to Windows, or not be opened there.

/// Characters that Windows has in no name of a file.
pub const FORBIDDEN: [char; 9] = ['<', '>', ':', '"', '/', '\\', '|', '?', '*'];

/// Whether a file of this name is a device to Windows, whatever its ending.
#[must_use]
pub fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or(name).trim_end().to_uppercase();
    let numbered = |device: &str| {
        let mut number = stem.strip_prefix(device).unwrap_or_default().chars();
        // Windows takes the small digits of Latin-1 for digits, too.
        number.next().is_some_and(|digit| digit.is_ascii_digit() || "¹²³".contains(digit)) && number.next().is_none()
    };
    matches!(stem.as_str(), "CON" | "PRN" | "AUX" | "NUL" | "CONIN$" | "CONOUT$") || numbered("COM") || numbered("LPT")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn devices_are_told_from_names_that_begin_so() {
        for device in ["CON", "nul", "com1", "LPT9", "con.md", "aux.2020.toml", "AUX ", "com²", "conin$"] {
            assert!(is_device(device), "{device}");
        }
        for fine in ["CONTENT", "COMA", "com12", "CON1", "com", "a.con", "康", ""] {
            assert!(!is_device(fine), "{fine}");
        }
    }
}
