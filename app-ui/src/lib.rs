//! The Rowport page: what a person sees inside Jira's frame.
//!
//! [`model`] and [`text`] need no browser and are tested natively; everything else draws them. The
//! page holds what is on the screen. Tables live in the worker; requests to Jira are made by the
//! engine there and only carried by this page.

pub mod model;
pub mod text;

#[cfg(target_arch = "wasm32")]
mod app;
#[cfg(target_arch = "wasm32")]
mod components;
#[cfg(target_arch = "wasm32")]
mod engine;
#[cfg(target_arch = "wasm32")]
mod export;
#[cfg(target_arch = "wasm32")]
mod history;
#[cfg(target_arch = "wasm32")]
mod host;
#[cfg(target_arch = "wasm32")]
mod import;
#[cfg(target_arch = "wasm32")]
mod leave;
#[cfg(target_arch = "wasm32")]
mod start;
