//! The controls that the screens are made of. Each draws one thing and decides nothing.

pub mod activity;
pub mod banner;
pub mod check;
pub mod counters;
pub mod diff;
pub mod drop_zone;
pub mod focus;
pub mod fold;
pub mod grid;
mod grid_row;
pub mod heading;
pub mod issue_link;
pub mod lozenge;
pub mod notes;
pub mod radio;
pub mod rows;
pub mod stepper;
pub mod tabs;
pub mod words;
