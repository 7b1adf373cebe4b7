//! The commands, one file each.

pub(crate) mod apply;
mod choices;
pub(crate) mod export;
pub(crate) mod inspect;
pub(crate) mod own;
pub(crate) mod plan;
pub(crate) mod table;
pub(crate) mod templates;
