//! Whatever is edited: the folder says what the workbook says, and the files that were not edited are the same bytes.
