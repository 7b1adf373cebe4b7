//! What Forge does: it signs tokens and publishes the keys to check them with.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, OnceLock};

use axum::Router;
use axum::http::StatusCode;
use axum::routing::get;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jsonwebtoken::{Algorithm, EncodingKey, Header};
use rand::SeedableRng as _;
use rand::rngs::StdRng;
use reqwest::Url;
use rsa::RsaPrivateKey;
use rsa::pkcs1::EncodeRsaPrivateKey as _;
use rsa::traits::PublicKeyParts as _;
use serde_json::{Value, json};

/// The app that the service is for.
pub(crate) const APP: &str = "ari:cloud:ecosystem::app/00000000-0000-4000-8000-000000000001";

/// A signer with one key.
pub(crate) struct Forge {
    pub(crate) kid: String,
    key: &'static RsaPrivateKey,
}

/// The key of the tests, the same in every run. Making one takes a while, so there is but one.
fn private_key() -> &'static RsaPrivateKey {
    static KEY: OnceLock<RsaPrivateKey> = OnceLock::new();
    KEY.get_or_init(|| RsaPrivateKey::new(&mut StdRng::seed_from_u64(1), 2048).unwrap())
}

/// A key that nobody publishes; short, to be made quickly.
fn foreign_key() -> &'static RsaPrivateKey {
    static KEY: OnceLock<RsaPrivateKey> = OnceLock::new();
    KEY.get_or_init(|| RsaPrivateKey::new(&mut StdRng::seed_from_u64(2), 1024).unwrap())
}

impl Forge {
    pub(crate) fn new(kid: &str) -> Self {
        Self { kid: kid.to_owned(), key: private_key() }
    }

    /// Somebody who calls their key like Forge's.
    pub(crate) fn impostor(kid: &str) -> Self {
        Self { kid: kid.to_owned(), key: foreign_key() }
    }

    /// The public key as it is published.
    pub(crate) fn public(&self) -> Value {
        let number = |n: &rsa::BigUint| URL_SAFE_NO_PAD.encode(n.to_bytes_be());
        json!({
            "kty": "RSA", "use": "sig", "alg": "RS256", "kid": self.kid,
            "n": number(self.key.n()), "e": number(self.key.e()),
        })
    }

    pub(crate) fn key_set(&self) -> Value {
        json!({ "keys": [self.public()] })
    }

    pub(crate) fn sign(&self, claims: &Value) -> String {
        let header = Header { kid: Some(self.kid.clone()), ..Header::new(Algorithm::RS256) };
        self.sign_as(&header, claims)
    }

    pub(crate) fn sign_as(&self, header: &Header, claims: &Value) -> String {
        let der = self.key.to_pkcs1_der().unwrap();
        jsonwebtoken::encode(header, claims, &EncodingKey::from_rsa_der(der.as_bytes())).unwrap()
    }
}

/// The claims of a good token that is made now, as Forge makes them.
pub(crate) fn claims(now: u64, installation: &str, account: &str) -> Value {
    json!({
        "iss": "forge/invocation-token",
        "aud": APP,
        "iat": now, "nbf": now, "exp": now + 25,
        "jti": "0",
        "app": {
            "id": APP, "installationId": installation, "appVersion": "1.0.2",
            "environment": {"type": "PRODUCTION", "id": "e"},
            "module": {"type": "jira:globalPage", "key": "rowport"},
        },
        "context": {"cloudId": "c", "siteUrl": "https://site.example"},
        "principal": account,
    })
}

/// A publisher of keys on this machine.
pub(crate) struct KeyServer {
    port: u16,
    asked: Arc<AtomicUsize>,
    answer: Arc<Mutex<(StatusCode, String)>>,
}

impl KeyServer {
    pub(crate) async fn start(key_set: Value) -> Self {
        let asked = Arc::new(AtomicUsize::new(0));
        let answer = Arc::new(Mutex::new((StatusCode::OK, key_set.to_string())));
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let (counter, current) = (Arc::clone(&asked), Arc::clone(&answer));
        let handler = get(async move || {
            counter.fetch_add(1, Ordering::SeqCst);
            current.lock().unwrap().clone()
        });
        let router = Router::new().route("/jwks.json", handler);
        tokio::spawn(async move { axum::serve(listener, router).await });
        Self { port, asked, answer }
    }

    pub(crate) fn url(&self) -> Url {
        format!("http://127.0.0.1:{}/jwks.json", self.port).parse().unwrap()
    }

    /// How often somebody asked for the keys.
    pub(crate) fn asked(&self) -> usize {
        self.asked.load(Ordering::SeqCst)
    }

    /// From now on the answer is this.
    pub(crate) fn answer(&self, status: u16, body: &str) {
        *self.answer.lock().unwrap() = (StatusCode::from_u16(status).unwrap(), body.to_owned());
    }

    pub(crate) fn publish(&self, key_set: &Value) {
        self.answer(200, &key_set.to_string());
    }
}
