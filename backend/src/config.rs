//! The settings, from flags or from the environment.

use std::net::SocketAddr;

use clap::Parser;
use reqwest::Url;

/// Rowport's job service.
#[derive(Clone, Parser)]
#[command(name = "rowport-backend", version)]
pub struct Config {
    /// Where to listen; port 0 takes a free one.
    #[arg(long, env = "ROWPORT_LISTEN", default_value = "127.0.0.1:8087")]
    pub listen: SocketAddr,

    /// `sqlite://FILE` or `postgres://…`.
    #[arg(
        long,
        env = "DATABASE_URL",
        default_value = "sqlite://rowport-jobs.db",
        hide_env_values = true
    )]
    pub database_url: String,

    /// Where the public keys of Forge's tokens are: https, or http on this machine.
    #[arg(
        long,
        env = "ROWPORT_JWKS_URL",
        default_value = "https://forge.cdn.prod.atlassian-dev.net/.well-known/jwks.json",
        value_parser = keys_url
    )]
    pub jwks_url: Url,

    /// The app that tokens must be made for: `ari:cloud:ecosystem::app/…`.
    #[arg(long, env = "ROWPORT_APP_ID")]
    pub app_id: String,

    /// Print one line of JSON, `{"url":…}`, when ready.
    #[arg(long)]
    pub json: bool,

    /// Delete everything about this account, print `{"erased":N}` and stop.
    #[arg(long, value_name = "ACCOUNT_ID")]
    pub erase_account: Option<String>,
}

/// Keys that come over an open wire could be anybody's.
fn keys_url(text: &str) -> Result<Url, String> {
    let url = Url::parse(text).map_err(|error| error.to_string())?;
    let loopback = matches!(url.host_str(), Some("localhost" | "127.0.0.1" | "[::1]"));
    match url.scheme() {
        "https" => Ok(url),
        "http" if loopback => Ok(url),
        _ => Err("expected an https URL".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_come_over_https_or_from_this_machine() {
        for good in ["https://keys.example/jwks.json", "http://127.0.0.1:81/k", "http://[::1]/k"] {
            assert!(keys_url(good).is_ok(), "{good}");
        }
        for bad in
            ["http://keys.example/jwks.json", "file:///etc/passwd", "http://localhost.x/", ""]
        {
            assert!(keys_url(bad).is_err(), "{bad}");
        }
    }
}
