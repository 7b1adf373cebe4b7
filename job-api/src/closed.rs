//! The compiler's half of the promise that a type holds no free text.

use serde::de::DeserializeOwned;

/// A type that owns no memory beyond its own few bytes and borrows none.
///
/// `Copy` rules out `String`, `Vec`, `Box` and maps; `DeserializeOwned` rules out `&str` (a
/// `&'static str` is `Copy` too, but nothing can be read into it). What is left are numbers,
/// enumerations and structures of them. [`JobList`](crate::JobList) is a list of such values and is
/// never sent to the service.
pub trait Closed: Copy + DeserializeOwned + 'static {}

impl Closed for crate::NewJob {}
impl Closed for crate::JobPatch {}
impl Closed for crate::Job {}
impl Closed for crate::ListQuery {}
impl Closed for crate::ErrorBody {}
