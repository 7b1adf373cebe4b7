//! Tokens: the one that is taken, and all those that are not.

use axum::body::Body;
use axum::http::{Request, header};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jsonwebtoken::{Algorithm, EncodingKey, Header};
use serde_json::{Value, json};

use crate::support::forge::{APP, Forge, claims};
use crate::support::{START, Service, new_job};

const NOW: u64 = START / 1000;

fn good() -> Value {
    claims(NOW, "ari:cloud:ecosystem::installation/1", "557058:anna")
}

/// The good claims with one of them replaced, or removed if the value is null.
fn but(pointer: &str, value: Value) -> Value {
    let mut claims = good();
    let (parent, name) = pointer.rsplit_once('/').unwrap();
    let object = claims.pointer_mut(parent).unwrap().as_object_mut().unwrap();
    match value {
        Value::Null => object.remove(name),
        value => object.insert(name.to_owned(), value),
    };
    claims
}

#[tokio::test]
async fn claims_are_checked() {
    let (service, _dir) = Service::start().await;
    for claims in [
        good(),
        but("/aud", json!(["ari:cloud:ecosystem::app/other", APP])),
        but("/nbf", Value::Null),
        but("/nbf", json!(NOW + 5)),
        but("/exp", json!(NOW - 4)),
    ] {
        service.get("/v1/jobs", &service.forge.sign(&claims)).await.is(200);
    }
    for claims in [
        but("/iss", json!("forge/context-token")),
        but("/iss", Value::Null),
        but("/aud", json!("ari:cloud:ecosystem::app/other")),
        but("/aud", json!([])),
        but("/aud", Value::Null),
        but("/exp", json!(NOW - 5)),
        but("/exp", json!("soon")),
        but("/exp", Value::Null),
        but("/nbf", json!(NOW + 6)),
        but("/app", Value::Null),
        but("/app/installationId", Value::Null),
        but("/app/installationId", json!("")),
        but("/principal", json!("")),
        but("/principal", json!("two words")),
        but("/principal", json!("a".repeat(129))),
        but("/principal", json!(7)),
        json!({}),
    ] {
        let answer = service.get("/v1/jobs", &service.forge.sign(&claims)).await;
        answer.refused(401, "invalid_token");
        assert_eq!(answer.headers[header::WWW_AUTHENTICATE], "Bearer");
    }
    // Forge reserves 401 for bad tokens, and this one is good: an event's, with no person behind it.
    let nobody = service.forge.sign(&but("/principal", Value::Null));
    service.get("/v1/jobs", &nobody).await.refused(403, "no_account");
}

#[tokio::test]
async fn signatures_are_checked() {
    let (service, _dir) = Service::start().await;
    let token = service.forge.sign(&good());
    let [header, payload, signature] = token.split('.').collect::<Vec<_>>()[..] else { panic!() };
    let encode = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
    let boris = encode(&but("/principal", json!("557058:boris")));
    let unsigned = encode(&json!({"alg": "none", "kid": service.forge.kid}));
    let own_key = json!({"alg": "RS256", "kid": service.forge.kid, "jwk": service.forge.public()});

    // The oldest trick: the public key as the secret of a symmetric signature.
    let secret = service.forge.public()["n"].as_str().unwrap().as_bytes().to_vec();
    let symmetric =
        Header { kid: Some(service.forge.kid.clone()), ..Header::new(Algorithm::HS256) };
    let symmetric =
        jsonwebtoken::encode(&symmetric, &good(), &EncodingKey::from_secret(&secret)).unwrap();
    let with = |alg, kid: Option<&str>| {
        let header = Header { kid: kid.map(str::to_owned), ..Header::new(alg) };
        service.forge.sign_as(&header, &good())
    };
    for bad in [
        String::new(),
        "a.b.c".to_owned(),
        format!("{header}.{payload}"),
        format!("{header}.{payload}."),
        format!("{header}.{boris}.{signature}"),
        format!("{unsigned}.{payload}."),
        format!("{unsigned}.{payload}.{signature}"),
        format!("{}.{payload}.{signature}", encode(&own_key)),
        Forge::impostor(&service.forge.kid).sign(&good()),
        symmetric,
        with(Algorithm::RS512, Some(&service.forge.kid)),
        with(Algorithm::PS256, Some(&service.forge.kid)),
        with(Algorithm::RS256, None),
        with(Algorithm::RS256, Some("unknown")),
        service.forge.sign(&but("/context", json!("x".repeat(16 * 1024)))),
    ] {
        service.get("/v1/jobs", &bad).await.refused(401, "invalid_token");
    }
    service.get("/v1/jobs", &token).await.is(200);
}

#[tokio::test]
async fn the_header_is_checked() {
    let (service, _dir) = Service::start().await;
    let token = service.forge.sign(&good());
    let with = |values: Vec<String>| {
        let mut builder = Request::get("/v1/jobs");
        for value in values {
            builder = builder.header(header::AUTHORIZATION, value);
        }
        builder.body(Body::empty()).unwrap()
    };
    for values in [
        vec![],
        vec![token.clone()],
        vec!["Bearer".to_owned()],
        vec![format!("Basic {token}")],
        vec![format!("Bearer  {token}")],
        vec![format!("Bearer {token}"), format!("Bearer {token}")],
        vec!["Bearer \u{e4}".to_owned()],
    ] {
        service.send(with(values)).await.refused(401, "invalid_token");
    }
    service.send(with(vec![format!("bearer {token}")])).await.is(200);
}

/// Who calls is never taken from anywhere but the token, and the token is judged before the body.
#[tokio::test]
async fn nothing_but_the_token_names_the_caller() {
    let (service, _dir) = Service::start().await;
    service
        .call("POST", "/v1/jobs", &service.token("557058:anna"), new_job(1, "import"))
        .await
        .is(201);
    let boris = service.token("557058:boris");
    let query = "/v1/jobs?account=557058:anna";
    service.get(query, &boris).await.refused(400, "invalid_request");
    let mut claimed = new_job(2, "import");
    claimed["account"] = json!("557058:anna");
    service.call("POST", "/v1/jobs", &boris, claimed).await.refused(400, "invalid_body");
    service.call("POST", "/v1/jobs", "bad", json!({})).await.refused(401, "invalid_token");
}
