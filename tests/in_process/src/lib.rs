//! The engine against the local Jira in one process: no socket, no real time, no chance.
//!
//! A [`World`] is a seeded site with its clock; it runs the engine's futures. A [`Wire`] is one
//! person's way to the site, on which answers can get lost. A [`Trip`] is what that person does with
//! a file. Time passes only while nobody can go on, and then at once: an hour costs nothing.
//!
//! This crate alone depends on the engine and on the simulator. They share no code.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "in a test, what fails here is to end it at its place"
)]

mod between;
mod clock;
mod journals;
mod trip;
mod wire;
mod world;
mod zone;

pub use between::{Between, edit, edits, moves, transition};
pub use clock::SiteTime;
pub use journals::Journals;
pub use trip::{Opened, Planned, Trip, Unwatched, put, typed_sheet};
pub use wire::{Fault, Wire};
pub use world::{SITE, World};
pub use zone::IanaZone;
