//! The user's time zone, by the browser's own rules.

use std::cell::RefCell;

use jiff::Timestamp;
use js_sys::{Object, Reflect};
use wasm_bindgen::prelude::*;
use wasm_core::ports::Zone;

use crate::offset::{self, Offsets};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = Intl, js_name = DateTimeFormat)]
    type ZoneFormat;

    #[wasm_bindgen(constructor, catch, js_namespace = Intl, js_class = "DateTimeFormat")]
    fn new(locale: &str, options: &Object) -> Result<ZoneFormat, JsValue>;

    #[wasm_bindgen(method)]
    fn format(this: &ZoneFormat, milliseconds: f64) -> String;
}

/// A zone that `Intl` knows.
pub struct BrowserZone {
    name: String,
    /// None where the browser does not know the zone: then all is UTC.
    format: Option<ZoneFormat>,
    offsets: RefCell<Offsets>,
}

impl BrowserZone {
    /// The zone of an IANA name, or UTC where the browser does not know it.
    pub fn new(name: &str) -> Self {
        let options = Object::new();
        let set = |key: &str, value: &str| {
            // Setting a property of a fresh object cannot fail.
            let _ = Reflect::set(&options, &key.into(), &value.into());
        };
        set("timeZone", name);
        set("timeZoneName", "longOffset");
        let format = ZoneFormat::new("en-US", &options).ok();
        let name = if format.is_some() { name } else { "UTC" };
        Self { name: name.to_owned(), format, offsets: RefCell::default() }
    }

    fn ask(&self, second: i64) -> i32 {
        let format = self.format.as_ref();
        format.and_then(|f| offset::parse(&f.format(second as f64 * 1000.0))).unwrap_or(0)
    }
}

impl Zone for BrowserZone {
    fn name(&self) -> &str {
        &self.name
    }

    fn offset_seconds(&self, at: Timestamp) -> i32 {
        self.offsets.borrow_mut().at(at.as_second(), |second| self.ask(second))
    }

    fn named(&self, name: &str) -> Option<Box<dyn Zone>> {
        let zone = Self::new(name);
        zone.format.is_some().then(|| Box::new(zone) as Box<dyn Zone>)
    }
}
