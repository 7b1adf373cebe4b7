//! One story, told on both databases: what a job lives through, from its announcement to its purge.

use std::collections::BTreeSet;
use std::sync::Arc;

use backend::retention::{erase_account, purge};
use backend::store::{self, Store};
use job_api::{JobList, JobPatch, Millis};
use serde_json::{Value, json};

use crate::support::postgres::Database;
use crate::support::{START, Service, id, new_job, sqlite_url};

const ANNA: &str = "557058:anna";
const BORIS: &str = "557058:boris";
const ELSEWHERE: &str = "ari:cloud:ecosystem::installation/2";
const DAY_MS: u64 = 24 * 60 * 60 * 1000;

#[tokio::test]
async fn on_sqlite() {
    let dir = tempfile::tempdir().unwrap();
    tell(&sqlite_url(&dir)).await;
}

#[tokio::test]
async fn on_postgres() {
    let Some(database) = Database::create().await else {
        eprintln!("there is no PostgreSQL on this machine: the story was told on SQLite only");
        return;
    };
    tell(&database.url()).await;
    database.remove().await;
}

async fn tell(url: &str) {
    let store = store::open(url).await.unwrap();
    let service = Service::on(Arc::clone(&store)).await;
    announce(&service).await;
    strangers(&service).await;
    report(&service).await;
    extremes(&service).await;
    races(&service).await;
    pages(&service).await;
    store.close().await;

    let reopened = Service::on(store::open(url).await.unwrap()).await;
    farewell(&reopened).await;
    reopened.store.close().await;
}

async fn announce(service: &Service) {
    let anna = service.token(ANNA);
    let known = service.call("POST", "/v1/jobs", &anna, new_job(1, "import")).await.is(201);
    assert_eq!(known["state"], "created");
    assert_eq!(known["created_at"], START);
    service.clock.forward(5);
    let again = service.call("POST", "/v1/jobs", &anna, new_job(1, "import")).await.is(200);
    assert_eq!(again, known, "an announcement that is repeated changes nothing");
    let other = service.call("POST", "/v1/jobs", &anna, new_job(1, "export")).await;
    other.refused(409, "id_taken");
}

async fn strangers(service: &Service) {
    let path = format!("/v1/jobs/{}", id(1));
    let boris = service.token(BORIS);
    let anna_elsewhere = service.token_in(ELSEWHERE, ANNA);
    for stranger in [&boris, &anna_elsewhere] {
        assert_eq!(service.get("/v1/jobs", stranger).await.is(200), json!({"jobs": []}));
        let report = json!({"state": "failed"});
        service.call("PATCH", &path, stranger, report).await.refused(404, "not_found");
        // The id of somebody else's job is as free as any other: nothing shows that it is taken.
        service.call("POST", "/v1/jobs", stranger, new_job(1, "export")).await.is(201);
    }
    let own = service.get("/v1/jobs", &service.token(ANNA)).await.is(200);
    assert_eq!(own["jobs"][0]["kind"], "import");
}

async fn report(service: &Service) {
    let path = format!("/v1/jobs/{}", id(1));
    let anna = service.token(ANNA);
    let patch = async |body: Value| service.call("PATCH", &path, &anna, body).await;

    let running =
        json!({"state": "running", "counts": {"created": 50}, "traffic": {"requests": 1}});
    let job = patch(running.clone()).await.is(200);
    assert_eq!((&job["state"], &job["counts"]["created"]), (&json!("running"), &json!(50)));
    assert_eq!((&job["created_at"], &job["updated_at"]), (&json!(START), &json!(START + 5)));
    patch(json!({"state": "created"})).await.refused(409, "state_backward");

    let done = json!({"state": "done", "counts": {"created": 90, "failed": 2},
                      "durations": {"apply_ms": 1234}, "traffic": {"requests": 3, "throttled": 1}});
    let job = patch(done.clone()).await.is(200);
    assert_eq!((&job["state"], &job["durations"]["apply_ms"]), (&json!("done"), &json!(1234)));
    assert_eq!(patch(done).await.is(200), job, "a final report that is repeated changes nothing");
    patch(running).await.refused(409, "state_backward");
    patch(json!({"state": "done", "counts": {"created": 91}})).await.refused(409, "state_backward");
    let kept = service.get("/v1/jobs", &anna).await.is(200);
    assert_eq!(kept["jobs"], json!([job]));
    let nobody = format!("/v1/jobs/{}", id(999));
    let unknown = service.call("PATCH", &nobody, &anna, json!({"state": "done"})).await;
    unknown.refused(404, "not_found");
}

/// The greatest numbers come back as they went in.
async fn extremes(service: &Service) {
    let most = u32::MAX;
    let long = Millis::MAX;
    let body = json!({
        "state": "cancelled",
        "counts": {"exported": most, "created": most, "updated": most, "unchanged": most,
                   "skipped": most, "failed": most, "drifted": most},
        "durations": {"file_ms": long, "fetch_ms": long, "plan_ms": long, "apply_ms": long,
                      "total_ms": long},
        "traffic": {"requests": most, "throttled": most, "retried": most, "waited_ms": long},
    });
    let boris = service.token(BORIS);
    service.call("PATCH", &format!("/v1/jobs/{}", id(1)), &boris, body.clone()).await.is(200);
    let list: JobList =
        serde_json::from_value(service.get("/v1/jobs", &boris).await.is(200)).unwrap();
    assert_eq!(list.jobs[0].report(), serde_json::from_value::<JobPatch>(body).unwrap());
}

/// Of two ends that are reported at once, one is kept and the other is told so.
async fn races(service: &Service) {
    let carla = service.token("557058:carla");
    service.call("POST", "/v1/jobs", &carla, new_job(1, "import")).await.is(201);
    let path = format!("/v1/jobs/{}", id(1));
    let (done, failed) = tokio::join!(
        service.call("PATCH", &path, &carla, json!({"state": "done"})),
        service.call("PATCH", &path, &carla, json!({"state": "failed"})),
    );
    let statuses = BTreeSet::from([done.status.as_u16(), failed.status.as_u16()]);
    assert_eq!(statuses, BTreeSet::from([200, 409]));
    let kept = service.get("/v1/jobs", &carla).await.is(200)["jobs"][0]["state"].clone();
    assert_eq!(kept, if done.status == 200 { "done" } else { "failed" });
}

async fn pages(service: &Service) {
    let anna = service.token(ANNA);
    // Three at one moment, then two later ones: 3 and 2 and the first job, in this order.
    for (number, wait) in [(2, 10), (4, 0), (3, 0), (6, 10), (5, 10)] {
        service.clock.forward(wait);
        service.call("POST", "/v1/jobs", &anna, new_job(number, "export")).await.is(201);
    }
    let mut path = "/v1/jobs?limit=2".to_owned();
    let mut seen: Vec<Vec<Value>> = Vec::new();
    loop {
        let page = service.get(&path, &anna).await.is(200);
        seen.push(page["jobs"].as_array().unwrap().iter().map(|j| j["id"].clone()).collect());
        let Some(next) = page["next"].as_str() else { break };
        path = format!("/v1/jobs?limit=2&cursor={next}");
    }
    let pages = [[5, 6], [4, 3], [2, 1]].map(|page| page.map(|n| json!(id(n))).to_vec());
    assert_eq!(seen, pages);
    let whole = service.get("/v1/jobs?limit=6", &anna).await.is(200);
    assert_eq!(whole["jobs"].as_array().unwrap().len(), 6);
    assert_eq!(whole.get("next"), None, "a page that is just full is the last one");
}

/// What was kept over a restart leaves when its time has come, or when its owner goes.
async fn farewell(service: &Service) {
    let store: &dyn Store = &*service.store;
    assert_eq!(jobs_of(service, ANNA).await, 6, "kept over a restart");
    // At 30 days to the millisecond a job is still kept.
    service.clock.forward(30 * DAY_MS);
    assert_eq!(purge(store, &service.clock).await.unwrap(), 0);
    // Then the first job of Anna's goes; the others are 5 ms younger or more.
    service.clock.forward(1);
    assert_eq!(purge(store, &service.clock).await.unwrap(), 1);
    assert_eq!(jobs_of(service, ANNA).await, 5);
    assert_eq!(erase_account(store, ANNA).await.unwrap(), 6, "in both installations");
    assert_eq!((jobs_of(service, ANNA).await, jobs_of(service, BORIS).await), (0, 1));
    assert_eq!(erase_account(store, ANNA).await.unwrap(), 0);
}

async fn jobs_of(service: &Service, account: &str) -> usize {
    let list = service.get("/v1/jobs", &service.token(account)).await.is(200);
    list["jobs"].as_array().unwrap().len()
}
