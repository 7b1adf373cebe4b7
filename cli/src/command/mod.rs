//! The commands, one file each.

pub(crate) mod apply;
pub(crate) mod export;
pub(crate) mod inspect;
pub(crate) mod own;
pub(crate) mod plan;
pub(crate) mod table;
pub(crate) mod templates;
