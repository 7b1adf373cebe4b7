//! A panic traps the worker; its cause is told before.

use crate::post;

/// Posts the place and the words of a panic. The page starts a new worker.
pub fn report_to_page() {
    std::panic::set_hook(Box::new(|info| post::broken(&info.to_string())));
}
