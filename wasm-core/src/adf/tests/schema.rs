//! Documents that are built from Markdown, against the schema that Atlassian publishes.

use std::sync::LazyLock;
use std::{fs, path::Path};

use jsonschema::Validator;
use proptest::prelude::*;
use serde_json::{Value, json};

use super::super::{from_markdown, merge, to_markdown};
use super::generate::{document, text};

/// The schema of documents as Jira stores them.
static SCHEMA: LazyLock<Validator> = LazyLock::new(|| {
    let schema: Value = serde_json::from_str(&published()).unwrap();
    jsonschema::validator_for(&schema).unwrap()
});

/// The schema's text, from the npm package `@atlaskit/adf-schema`.
#[expect(clippy::disallowed_methods, reason = "only the engine itself performs no IO")]
fn published() -> String {
    let file = "../node_modules/@atlaskit/adf-schema/dist/json-schema/v1/full.json";
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(file))
        .expect("the npm packages are missing: run `npm ci` first")
}

/// What the schema has against a document; nothing where it is valid.
fn faults(document: &Value) -> Vec<String> {
    let faults = SCHEMA.iter_errors(document);
    faults.map(|fault| format!("{} at {}", fault, fault.instance_path())).collect()
}

#[test]
fn the_schema_refuses_what_is_wrong() {
    let wrong = [
        json!({"type": "doc", "version": 1}),
        json!({"type": "doc", "version": 1, "content": [{"type": "text", "text": "a"}]}),
        json!({"type": "doc", "version": 1, "content": [
            {"type": "paragraph", "content": [{"type": "text", "text": ""}]}]}),
        json!({"type": "doc", "version": 1, "content": [
            {"type": "bulletList", "content": []}]}),
    ];
    for document in wrong {
        assert!(!faults(&document).is_empty(), "{document}");
    }
}

proptest! {
    #[test]
    fn typed_text_becomes_a_valid_document(lines in prop::collection::vec(text(), 0..8)) {
        let typed = lines.join("\n");
        let document = from_markdown(&typed);
        prop_assert_eq!(faults(&document), Vec::<String>::new(), "{}\n{}", typed, document);
    }

    #[test]
    fn what_a_cell_shows_becomes_a_valid_document(shown in document()) {
        let document = from_markdown(&to_markdown(&shown));
        prop_assert_eq!(faults(&document), Vec::<String>::new(), "{}", document);
    }

    /// A valid document stays valid, whatever a person makes of its text.
    #[test]
    fn an_edit_of_a_valid_document_is_valid(old in document(), new in document()) {
        let old = from_markdown(&to_markdown(&old));
        let merged = merge(&old, &to_markdown(&new));
        prop_assert_eq!(faults(&merged), Vec::<String>::new(), "{}", merged);
    }
}
