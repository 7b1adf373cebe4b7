//! Time zones from the system's database, or the one that comes with the program.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use wasm_core::message::Message;
use wasm_core::ports::Zone;

use crate::failure::Failure;

/// A zone of the IANA database.
pub(crate) struct IanaZone {
    name: String,
    rules: TimeZone,
}

impl IanaZone {
    /// The zone of that name.
    pub(crate) fn named(name: &str) -> Result<Self, Failure> {
        let unknown = |_| Failure::usage(Message::new("time-zone-unknown").with("zone", name));
        Ok(Self { name: name.to_owned(), rules: TimeZone::get(name).map_err(unknown)? })
    }

    /// The zone that the user asks for; else that of the Jira profile, which is the one in which
    /// the user sees times in Jira and in the app; else the computer's.
    pub(crate) fn choose(asked: Option<&str>, profile: Option<&str>) -> Result<Self, Failure> {
        if let Some(name) = asked {
            return Self::named(name);
        }
        if let Some(zone) = profile.and_then(|name| Self::named(name).ok()) {
            return Ok(zone);
        }
        let rules = TimeZone::system();
        Ok(Self { name: rules.iana_name().unwrap_or("UTC").to_owned(), rules })
    }
}

impl Zone for IanaZone {
    fn name(&self) -> &str {
        &self.name
    }

    fn offset_seconds(&self, at: Timestamp) -> i32 {
        self.rules.to_offset(at).seconds()
    }

    fn named(&self, name: &str) -> Option<Box<dyn Zone>> {
        let rules = TimeZone::get(name).ok()?;
        Some(Box::new(Self { name: name.to_owned(), rules }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_users_choice_comes_first_and_the_profile_second() {
        let name = |asked, profile| IanaZone::choose(asked, profile).unwrap().name;
        assert_eq!(name(Some("Asia/Tokyo"), Some("Europe/Berlin")), "Asia/Tokyo");
        assert_eq!(name(None, Some("Europe/Berlin")), "Europe/Berlin");
        assert_eq!(
            IanaZone::named("Mars/Base").err().map(|f| f.message.code).as_deref(),
            Some("time-zone-unknown")
        );
    }

    #[test]
    fn summer_time_is_known() {
        let zone = IanaZone::named("Europe/Berlin").unwrap();
        assert_eq!(zone.offset_seconds("2026-07-01T00:00:00Z".parse().unwrap()), 7200);
        assert_eq!(zone.offset_seconds("2026-12-01T00:00:00Z".parse().unwrap()), 3600);
    }
}
