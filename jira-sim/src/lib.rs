//! A local Jira Cloud for Rowport: REST v3 and v2 with the behaviour of the real one, a seeded
//! site in memory, and the page that frames the app like Jira does.
//!
//! Nothing here is shared with the engine: if both sides used one parser or one model, a mistake in
//! it would hide itself. The site is deterministic: the same [`Config`] gives the same issues, the
//! same ids and the same times, because its clock is virtual and ticks once a write.

pub mod admin;
pub mod auth;
pub mod clock;
mod commit;
pub mod config;
pub mod error;
mod front;
pub mod host;
mod images;
pub mod jql;
pub mod limits;
pub mod pages;
pub mod recorder;
pub mod request;
pub mod rest;
mod rng;
pub mod seed;
mod sign_out;
pub mod sim;
pub mod site;
mod ticker;
pub mod wiki;
pub mod wire;

pub use config::{Config, HostOptions, Switches};
pub use sim::{Shared, Sim, router};
pub use site::Site;
