//! Tests of the further sheets.
