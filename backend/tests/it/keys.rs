//! The publisher's keys: asked for when needed, not more often, and missed for a while at most.

use serde_json::json;

use crate::support::Service;
use crate::support::forge::Forge;

const SECOND: u64 = 1000;
const HOUR: u64 = 3600 * SECOND;

#[tokio::test]
async fn keys_are_asked_for_once_an_hour() {
    let (service, _dir) = Service::start().await;
    assert_eq!(service.keys.asked(), 0, "not before somebody calls");
    for _ in 0..3 {
        service.get("/v1/jobs", &service.token("a")).await.is(200);
    }
    assert_eq!(service.keys.asked(), 1);
    service.clock.forward(HOUR - 1);
    service.get("/v1/jobs", &service.token("a")).await.is(200);
    assert_eq!(service.keys.asked(), 1);
    service.clock.forward(1);
    service.get("/v1/jobs", &service.token("a")).await.is(200);
    assert_eq!(service.keys.asked(), 2);
}

#[tokio::test]
async fn a_new_key_is_found_and_a_withdrawn_one_forgotten() {
    let (mut service, _dir) = Service::start().await;
    service.get("/v1/jobs", &service.token("a")).await.is(200);
    let old = std::mem::replace(&mut service.forge, Forge::new("key-2"));
    service.keys.publish(&service.forge.key_set());

    // Made-up key ids can't make us ask the publisher all the time.
    for _ in 0..5 {
        service.get("/v1/jobs", &service.token("a")).await.refused(401, "invalid_token");
    }
    assert_eq!(service.keys.asked(), 1);
    service.clock.forward(10 * SECOND);
    service.get("/v1/jobs", &service.token("a")).await.is(200);
    assert_eq!(service.keys.asked(), 2);

    service.forge = old;
    service.get("/v1/jobs", &service.token("a")).await.refused(401, "invalid_token");
    assert_eq!(service.keys.asked(), 2);
}

#[tokio::test]
async fn a_publisher_that_is_down_is_no_fault_of_the_caller() {
    let (service, _dir) = Service::start().await;
    let good = service.forge.key_set().to_string();
    let large = format!("{good}{}", " ".repeat(64 * 1024));
    for (status, body) in
        [(500, "{}"), (200, "<html>"), (404, good.as_str()), (302, good.as_str()), (200, &large)]
    {
        service.keys.answer(status, body);
        let answer = service.get("/v1/jobs", &service.token("a")).await;
        answer.refused(503, "keys_unavailable");
        let asked = service.keys.asked();
        service.get("/v1/jobs", &service.token("a")).await.refused(503, "keys_unavailable");
        assert_eq!(service.keys.asked(), asked, "not asked again at once");
        service.clock.forward(10 * SECOND);
    }
    service.keys.answer(200, &good);
    service.get("/v1/jobs", &service.token("a")).await.is(200);

    // Known keys serve for a day without the publisher, and not longer.
    service.keys.answer(503, "");
    service.clock.forward(24 * HOUR - 1);
    service.get("/v1/jobs", &service.token("a")).await.is(200);
    service.clock.forward(1);
    service.get("/v1/jobs", &service.token("a")).await.refused(503, "keys_unavailable");
}

#[tokio::test]
async fn only_keys_for_checking_rs256_are_used() {
    let (service, _dir) = Service::start().await;
    let published = service.forge.public();
    let kid = service.forge.kid.clone();
    let but = |name: &str, value: &str| {
        let mut key = published.clone();
        key[name] = json!(value);
        key
    };
    let short = Forge::impostor(&kid);
    for keys in [
        json!([]),
        json!([but("use", "enc")]),
        json!([but("alg", "RS512")]),
        json!([but("kty", "EC")]),
        json!([but("n", "*")]),
        json!([short.public()]),
        json!([{"kty": "oct", "kid": kid, "k": "AAAA"}]),
    ] {
        service.keys.publish(&json!({ "keys": keys }));
        service.get("/v1/jobs", &service.token("a")).await.refused(401, "invalid_token");
        let forged = short.sign(&crate::support::forge::claims(service.clock.seconds(), "i", "a"));
        service.get("/v1/jobs", &forged).await.refused(401, "invalid_token");
        service.clock.forward(10 * SECOND);
    }
    // Keys that are of no use do not hide the one that is.
    service.keys.publish(&json!({"keys": [{"kty": "EC", "crv": "P-256"}, published]}));
    service.get("/v1/jobs", &service.token("a")).await.is(200);
}
