//! By what the files that this program writes are known again.

/// The name of the manifest in a package.
pub const MANIFEST: &str = "清单.json";
/// The name of the hidden sheet of a workbook that says what was written into it.
pub const STORE: &str = "_导出时";
