//! One file for each thing that can be asked.

mod create;
mod health;
mod list;
mod update;

pub use create::create;
pub use health::health;
pub use list::list;
pub use update::update;
