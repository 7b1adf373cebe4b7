//! The site that a command talks to: its address, and who the caller is.

use reqwest::Url;
use wasm_core::message::Message;

use crate::failure::{Exit, Failure};
use crate::http::{Http, is_loopback};

/// A transport to the site, signed in by the environment.
pub(crate) fn open(site: &str) -> Result<Http, Failure> {
    let address = address(site)?;
    let email = variable("ROWPORT_EMAIL")?;
    let token = variable("ROWPORT_TOKEN")?;
    Http::new(&address, &email, &token)
}

/// Reads a site's address. Credentials travel with every request, so only an encrypted connection
/// will do, except on this computer.
fn address(site: &str) -> Result<Url, Failure> {
    let wrong = |code: &str| Failure::usage(Message::new(code).with("site", site));
    let url = Url::parse(site.trim()).map_err(|_| wrong("site-not-an-address"))?;
    let plain = url.username().is_empty() && url.password().is_none();
    if !plain || url.query().is_some() || url.fragment().is_some() || url.path() != "/" {
        return Err(wrong("site-not-an-address"));
    }
    match url.scheme() {
        "https" => Ok(url),
        "http" if is_loopback(&url) => Ok(url),
        "http" => Err(wrong("site-not-encrypted")),
        _ => Err(wrong("site-not-an-address")),
    }
}

fn variable(name: &str) -> Result<String, Failure> {
    match std::env::var(name) {
        Ok(value) if !value.trim().is_empty() => Ok(value.trim().to_owned()),
        _ => Err(Failure {
            exit: Exit::SignIn,
            message: Message::new("credentials-missing").with("variable", name),
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_encrypted_sites_and_this_computer_are_taken() {
        for (site, result) in [
            ("https://example.atlassian.net", "https://example.atlassian.net/"),
            ("https://example.atlassian.net/ ", "https://example.atlassian.net/"),
            ("http://127.0.0.1:8080", "http://127.0.0.1:8080/"),
            ("http://[::1]:8080/", "http://[::1]:8080/"),
            ("http://localhost:1", "http://localhost:1/"),
            ("http://example.atlassian.net", "site-not-encrypted"),
            ("http://127.0.0.1.example.net", "site-not-encrypted"),
            ("https://user:pass@example.net", "site-not-an-address"),
            ("https://example.net/jira?x=1", "site-not-an-address"),
            ("example.atlassian.net", "site-not-an-address"),
            ("ftp://localhost", "site-not-an-address"),
        ] {
            let got = address(site).map(|url| url.to_string()).unwrap_or_else(|f| f.message.code);
            assert_eq!(got, result, "{site}");
        }
    }
}
