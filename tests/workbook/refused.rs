//! What is no workbook, or too much of one.
