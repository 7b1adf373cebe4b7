//! The schema of documents that Atlassian publishes.

use std::{fs, path::Path, sync::LazyLock};

use jsonschema::Validator;

/// From the npm package `@atlaskit/adf-schema`.
pub static SCHEMA: LazyLock<Validator> = LazyLock::new(|| {
    let file = "../node_modules/@atlaskit/adf-schema/dist/json-schema/v1/full.json";
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
    assert!(file.exists(), "the npm packages are missing: run `npm ci` first");
    let text = fs::read_to_string(file).unwrap();
    jsonschema::validator_for(&serde_json::from_str(&text).unwrap()).unwrap()
});
