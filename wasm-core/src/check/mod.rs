//! Checks of the file's rows; one file per check.
