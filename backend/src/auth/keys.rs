//! The public keys that tokens are checked with, as Forge publishes them.

use std::collections::HashMap;
use std::time::Duration;

use job_api::Timestamp;
use jsonwebtoken::DecodingKey;
use reqwest::{Client, Url, redirect};
use serde::Deserialize;
use tokio::sync::{Mutex, RwLock};

/// A key is used this long without asking again, so that a withdrawn one goes out of use.
const FRESH_MS: u64 = 60 * 60 * 1000;

/// A key is used this long at most while the publisher does not answer.
const STALE_MS: u64 = 24 * FRESH_MS;

/// The publisher is asked no more often than this, whatever key ids callers make up.
const RETRY_MS: u64 = 10 * 1000;

/// How long the publisher may take.
const TIMEOUT: Duration = Duration::from_secs(5);

/// The largest answer that is read, in bytes. Forge's has a few KB.
const MAX_ANSWER: usize = 64 * 1024;

/// An RSA modulus of 2048 bits has 342 characters in base64url; shorter keys are not used.
const MIN_MODULUS: usize = 342;

/// Why there is no key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyError {
    /// The publisher has no such key.
    Unknown,
    /// The publisher could not be asked.
    Unavailable,
}

/// Keys by their id, fetched when needed and kept for a while.
pub struct KeyCache {
    url: Url,
    client: Client,
    known: RwLock<Known>,
    attempt: Mutex<Option<Attempt>>,
}

#[derive(Default)]
struct Known {
    keys: HashMap<String, DecodingKey>,
    fetched_at: Timestamp,
}

#[derive(Clone, Copy)]
struct Attempt {
    at: Timestamp,
    succeeded: bool,
}

impl Known {
    fn younger_than(&self, age_ms: u64, kid: &str, now: Timestamp) -> Option<DecodingKey> {
        let age = now.get().saturating_sub(self.fetched_at.get());
        if age < age_ms { self.keys.get(kid).cloned() } else { None }
    }
}

impl KeyCache {
    /// A cache of the keys at this address. Nothing is fetched yet.
    ///
    /// # Errors
    /// The client for https can't be made.
    pub fn new(url: Url) -> anyhow::Result<Self> {
        // Fails only if one is installed already, which is as good.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let client = Client::builder()
            .timeout(TIMEOUT)
            .redirect(redirect::Policy::none())
            .no_proxy()
            .build()?;
        Ok(Self { url, client, known: RwLock::default(), attempt: Mutex::default() })
    }

    /// The key of this id.
    ///
    /// # Errors
    /// See [`KeyError`].
    pub async fn key(&self, kid: &str, now: Timestamp) -> Result<DecodingKey, KeyError> {
        if let Some(key) = self.known.read().await.younger_than(FRESH_MS, kid, now) {
            return Ok(key);
        }
        let succeeded = self.refresh(kid, now).await;
        let known = self.known.read().await;
        known.younger_than(STALE_MS, kid, now).ok_or(match succeeded {
            true => KeyError::Unknown,
            false => KeyError::Unavailable,
        })
    }

    /// Asks the publisher, unless that was done just now, by this caller or one before it. Says
    /// whether the last attempt succeeded.
    async fn refresh(&self, kid: &str, now: Timestamp) -> bool {
        let mut attempt = self.attempt.lock().await;
        if self.known.read().await.younger_than(FRESH_MS, kid, now).is_some() {
            return true;
        }
        if let Some(last) = *attempt
            && now.get().saturating_sub(last.at.get()) < RETRY_MS
        {
            return last.succeeded;
        }
        let fetched = self.fetch().await;
        let succeeded = fetched.is_some();
        if let Some(keys) = fetched {
            *self.known.write().await = Known { keys, fetched_at: now };
        }
        *attempt = Some(Attempt { at: now, succeeded });
        succeeded
    }

    /// The published keys, or `None` if there is no good answer; the log says why.
    async fn fetch(&self) -> Option<HashMap<String, DecodingKey>> {
        match self.download().await {
            Ok(body) => match serde_json::from_slice::<KeySet>(&body) {
                Ok(set) => Some(set.usable()),
                Err(_) => {
                    tracing::error!("the answer of the key publisher is not a key set");
                    None
                }
            },
            Err(error) => {
                tracing::error!(%error, "the key publisher does not answer");
                None
            }
        }
    }

    async fn download(&self) -> anyhow::Result<Vec<u8>> {
        let mut response = self.client.get(self.url.clone()).send().await?.error_for_status()?;
        let mut body = Vec::new();
        while let Some(chunk) = response.chunk().await? {
            anyhow::ensure!(body.len() + chunk.len() <= MAX_ANSWER, "the answer is too large");
            body.extend_from_slice(&chunk);
        }
        anyhow::ensure!(response.status().is_success(), "the answer is a redirection");
        Ok(body)
    }
}

/// A JSON Web Key Set (RFC 7517). Keys of other kinds may stand in it and are passed over.
#[derive(Deserialize)]
struct KeySet {
    keys: Vec<PublishedKey>,
}

#[derive(Deserialize)]
struct PublishedKey {
    kty: Option<String>,
    kid: Option<String>,
    #[serde(rename = "use")]
    purpose: Option<String>,
    alg: Option<String>,
    n: Option<String>,
    e: Option<String>,
}

impl KeySet {
    fn usable(self) -> HashMap<String, DecodingKey> {
        self.keys.into_iter().filter_map(PublishedKey::into_rs256).collect()
    }
}

impl PublishedKey {
    /// The id and the key, if it is one for checking RS256.
    fn into_rs256(self) -> Option<(String, DecodingKey)> {
        let rsa = self.kty.as_deref() == Some("RSA");
        let signs = self.purpose.is_none_or(|purpose| purpose == "sig");
        let rs256 = self.alg.is_none_or(|alg| alg == "RS256");
        let (kid, n, e) = (self.kid?, self.n?, self.e?);
        if !(rsa && signs && rs256) || n.len() < MIN_MODULUS {
            return None;
        }
        DecodingKey::from_rsa_components(&n, &e).ok().map(|key| (kid, key))
    }
}
