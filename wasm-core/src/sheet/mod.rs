//! Spreadsheets: bytes to cells and back, within limits.
