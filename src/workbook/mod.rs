//! The workbook teachers fill in: a sheet a kind of record, and the way back from its cells to the records.
