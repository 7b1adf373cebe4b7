//! Forge's invocation token (FIT): what a backend learns, and can verify, about who calls.
//!
//! The claims are those of Forge Remote ("Verifying the FIT"): RS256, issuer
//! `forge/invocation-token`, the app's ARI as audience, the account of the person as `principal`,
//! 25 seconds of life.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use rsa::{
    RsaPrivateKey,
    pkcs1v15::SigningKey,
    rand_core::{OsRng, RngCore},
    sha2::{Digest, Sha256},
    signature::{SignatureEncoding, Signer},
    traits::PublicKeyParts,
};
use serde_json::{Value, json};

use super::{context, describe::App};

/// How long a token is valid, in seconds.
pub const LIFETIME: u64 = 25;

const KEY_BITS: usize = 2048;

/// The key that signs, made anew at each start.
#[derive(Debug)]
pub struct FitKey {
    signing: SigningKey<Sha256>,
    modulus: String,
    exponent: String,
    id: String,
}

/// Who calls the backend, from where in Jira.
#[derive(Debug, Clone)]
pub struct Caller<'a> {
    /// The person of the session.
    pub account_id: &'a str,
    /// The address of the site.
    pub site_url: &'a str,
    /// Type and key of the module, such as `jira:globalPage` and `rowport-global`.
    pub module: (&'a str, &'a str),
    /// The instance of the module.
    pub local_id: &'a str,
    /// What the module was opened on.
    pub extension: &'a Value,
}

impl FitKey {
    /// A new key.
    ///
    /// # Errors
    /// When the system gives no randomness.
    pub fn generate() -> Result<Self, String> {
        let private = RsaPrivateKey::new(&mut OsRng, KEY_BITS).map_err(|e| e.to_string())?;
        let bytes = private.n().to_bytes_be();
        let id = Sha256::digest(&bytes).iter().take(8).map(|b| format!("{b:02x}")).collect();
        Ok(Self {
            modulus: URL_SAFE_NO_PAD.encode(bytes),
            exponent: URL_SAFE_NO_PAD.encode(private.e().to_bytes_be()),
            signing: SigningKey::new(private),
            id,
        })
    }

    /// The public half as a JSON Web Key Set.
    #[must_use]
    pub fn jwks(&self) -> Value {
        json!({"keys": [{
            "kty": "RSA", "use": "sig", "alg": "RS256", "kid": self.id,
            "n": self.modulus, "e": self.exponent,
        }]})
    }

    /// Claims as a signed token.
    #[must_use]
    pub fn sign(&self, claims: &Value) -> String {
        let header = json!({"alg": "RS256", "typ": "JWT", "kid": self.id});
        let encode = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
        let signed = format!("{}.{}", encode(&header), encode(claims));
        let signature = self.signing.sign(signed.as_bytes()).to_bytes();
        format!("{signed}.{}", URL_SAFE_NO_PAD.encode(signature))
    }
}

/// A number nobody can guess, as 32 hexadecimal digits: the id of a token or a trace.
#[must_use]
pub fn random_id() -> String {
    let mut bytes = [0; 16];
    OsRng.fill_bytes(&mut bytes);
    bytes.iter().map(|b| format!("{b:02x}")).collect()
}

/// The claims of a token issued at `now`, in seconds since 1970.
#[must_use]
pub fn claims(app: &App, caller: &Caller<'_>, now: u64) -> Value {
    let api = format!("{}/ex/jira/{}", caller.site_url, context::CLOUD_ID);
    let (module_type, module_key) = caller.module;
    json!({
        "iss": "forge/invocation-token",
        "aud": app.app_id,
        "iat": now,
        "nbf": now,
        "exp": now + LIFETIME,
        "jti": random_id(),
        "principal": caller.account_id,
        "app": {
            "id": app.app_id,
            "appVersion": context::APP_VERSION,
            "installationId": context::INSTALLATION_ID,
            "apiBaseUrl": api,
            "environment": {
                "type": context::ENVIRONMENT_TYPE,
                "id": context::environment_ari(app),
            },
            "module": {"type": module_type, "key": module_key},
            "installation": {
                "id": context::INSTALLATION_ID,
                "contexts": [{
                    "name": context::site_ari(),
                    "apiBaseUrl": api,
                    "cloudId": context::CLOUD_ID,
                }],
            },
        },
        "context": {
            "cloudId": context::CLOUD_ID,
            "siteUrl": caller.site_url,
            "moduleKey": module_key,
            "localId": caller.local_id,
            "extension": caller.extension,
        },
    })
}
