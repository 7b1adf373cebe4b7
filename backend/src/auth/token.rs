//! Forge's invocation token: what makes one valid.
//!
//! Facts from Atlassian's "Forge remote essentials": RS256, `iss` is `forge/invocation-token`,
//! `aud` is the app's ARI, `principal` is the account of the person at the browser and absent where
//! there is none, `app.installationId` names the installation. A token lives about 25 seconds.

use job_api::Timestamp;
use jsonwebtoken::{Algorithm, Validation, decode, decode_header};
use serde::Deserialize;

use super::keys::{KeyCache, KeyError};
use super::owner::Owner;

/// Who signs, as the token says.
const ISSUER: &str = "forge/invocation-token";

/// By how many seconds the clocks of Forge and of this machine may differ.
const LEEWAY_SECONDS: u64 = 5;

/// The longest token that is looked at, in bytes. It carries the context of a module, some KB.
const MAX_TOKEN: usize = 16 * 1024;

/// Why a token proves nobody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenError {
    /// It is malformed, forged, for another app, too old or too young.
    Invalid,
    /// It is good, but no person stands behind it.
    NoAccount,
    /// It can't be judged: the keys can't be had.
    KeysUnavailable,
}

/// Judges tokens for one app.
pub struct Verifier {
    validation: Validation,
    keys: KeyCache,
}

#[derive(Deserialize)]
struct Claims {
    exp: u64,
    nbf: Option<u64>,
    principal: Option<String>,
    app: AppClaims,
}

#[derive(Deserialize)]
struct AppClaims {
    #[serde(rename = "installationId")]
    installation_id: String,
}

impl Verifier {
    /// A judge of tokens that are made for `app_id` and signed by one of the keys.
    #[must_use]
    pub fn new(app_id: String, keys: KeyCache) -> Self {
        let mut validation = Validation::new(Algorithm::RS256);
        validation.set_required_spec_claims(&["exp", "iss", "aud"]);
        validation.set_issuer(&[ISSUER]);
        validation.set_audience(&[app_id]);
        // The times are judged by our own clock, see `in_time`.
        validation.validate_exp = false;
        validation.validate_nbf = false;
        Self { validation, keys }
    }

    /// The person that the token proves.
    ///
    /// # Errors
    /// See [`TokenError`].
    pub async fn owner(&self, token: &str, now: Timestamp) -> Result<Owner, TokenError> {
        if token.len() > MAX_TOKEN {
            return Err(TokenError::Invalid);
        }
        let header = decode_header(token).map_err(|_| TokenError::Invalid)?;
        let (Algorithm::RS256, Some(kid)) = (header.alg, header.kid) else {
            return Err(TokenError::Invalid);
        };
        let key = self.keys.key(&kid, now).await.map_err(|error| match error {
            KeyError::Unknown => TokenError::Invalid,
            KeyError::Unavailable => TokenError::KeysUnavailable,
        })?;
        let claims = decode::<Claims>(token, &key, &self.validation)
            .map_err(|_| TokenError::Invalid)?
            .claims;
        if !in_time(&claims, now) {
            return Err(TokenError::Invalid);
        }
        let account = claims.principal.ok_or(TokenError::NoAccount)?;
        Owner::new(&claims.app.installation_id, &account).ok_or(TokenError::Invalid)
    }
}

/// Whether the token is valid at this moment.
fn in_time(claims: &Claims, now: Timestamp) -> bool {
    let now = now.get() / 1000;
    let begun = claims.nbf.is_none_or(|nbf| nbf <= now.saturating_add(LEEWAY_SECONDS));
    let not_over = claims.exp.saturating_add(LEEWAY_SECONDS) > now;
    begun && not_over
}
