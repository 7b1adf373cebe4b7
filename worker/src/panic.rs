//! A panic traps the worker; its cause is told before.

use std::panic::PanicHookInfo;

use crate::post;

/// Posts the place and the words of a panic. The page starts a new worker.
pub fn report_to_page() {
    std::panic::set_hook(Box::new(|info| post::broken(&cause(info))));
}

/// The words with the file and line. Only the name of the file: its path is one of the machine on
/// which it was compiled.
fn cause(info: &PanicHookInfo<'_>) -> String {
    let words = info.payload_as_str().unwrap_or("stopped");
    let place = info.location().map(|place| {
        let file = place.file().rsplit(['/', '\\']).next().unwrap_or_default();
        format!(" ({file}, line {})", place.line())
    });
    format!("{words}{}", place.unwrap_or_default())
}
