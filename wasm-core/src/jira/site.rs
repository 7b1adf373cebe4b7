//! `/serverInfo` and `/configuration`: the site.

use jiff::Timestamp;
use serde::Deserialize;

use super::client::{Call, Client};
use super::error::JiraError;
use super::path::Path;
use crate::ports::{Clock, Transport};

/// What the site says of itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServerInfo {
    /// Base address for links, without a trailing slash.
    pub base_url: String,
    /// `Cloud` on Jira Cloud.
    pub deployment: String,
    /// The site's clock, where it tells it.
    pub server_time: Option<Timestamp>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct WireServerInfo {
    base_url: String,
    #[serde(default)]
    deployment_type: String,
    #[serde(default)]
    server_time: Option<String>,
}

/// Settings of the site that change how values are read.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Configuration {
    /// Working hours of a day: `1d` is that many.
    pub hours_per_day: f64,
    /// Working days of a week: `1w` is that many.
    pub days_per_week: f64,
    /// Whether estimates and logged work are on.
    pub time_tracking: bool,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct WireConfiguration {
    #[serde(default)]
    time_tracking_enabled: bool,
    #[serde(default)]
    time_tracking_configuration: Option<WireTimeTracking>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct WireTimeTracking {
    working_hours_per_day: f64,
    working_days_per_week: f64,
}

impl<T: Transport, C: Clock> Client<'_, T, C> {
    /// The site's address and clock.
    ///
    /// # Errors
    /// As any call.
    pub async fn server_info(&self) -> Result<ServerInfo, JiraError> {
        let wire: WireServerInfo = self.json(Call::get(Path::api("serverInfo"))).await?;
        Ok(ServerInfo {
            base_url: wire.base_url.trim_end_matches('/').to_owned(),
            deployment: wire.deployment_type,
            server_time: wire.server_time.and_then(|text| instant(&text)),
        })
    }

    /// The site's settings; 8 hours a day and 5 days a week where it tells nothing.
    ///
    /// # Errors
    /// As any call.
    pub async fn configuration(&self) -> Result<Configuration, JiraError> {
        let wire: WireConfiguration = self.json(Call::get(Path::api("configuration"))).await?;
        let tracking = wire.time_tracking_configuration;
        Ok(Configuration {
            hours_per_day: tracking.as_ref().map_or(8.0, |t| t.working_hours_per_day),
            days_per_week: tracking.as_ref().map_or(5.0, |t| t.working_days_per_week),
            time_tracking: wire.time_tracking_enabled,
        })
    }
}

/// Jira's instants have an offset without a colon: `2025-10-31T10:30:15.019-0400`.
fn instant(text: &str) -> Option<Timestamp> {
    jiff::fmt::strtime::parse("%Y-%m-%dT%H:%M:%S%.f%z", text).ok()?.to_timestamp().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_instant_of_jira_is_read() {
        let at = instant("2025-10-31T10:30:15.019-0400").unwrap();
        assert_eq!(at.to_string(), "2025-10-31T14:30:15.019Z");
    }
}
