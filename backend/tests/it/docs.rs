//! The examples in the documentation are what the types take.

use job_api::{ErrorBody, Job, JobList, JobPatch, NewJob};

const PAGE: &str = include_str!("../../../docs/backend.md");

/// The JSON after the line that has this heading.
fn example(heading: &str) -> serde_json::Value {
    let (_, rest) = PAGE.split_once(heading).unwrap_or_else(|| panic!("{heading} is missing"));
    let (_, rest) = rest.split_once("```json\n").unwrap();
    let (json, _) = rest.split_once("```").unwrap();
    serde_json::from_str(json).unwrap()
}

#[test]
fn examples_are_of_the_types() {
    serde_json::from_value::<NewJob>(example("### NewJob")).unwrap();
    serde_json::from_value::<JobPatch>(example("### JobPatch")).unwrap();
    let job: Job = serde_json::from_value(example("### Job\n")).unwrap();
    let list: JobList = serde_json::from_value(example("### JobList")).unwrap();
    assert_eq!(list.jobs, [job]);
    serde_json::from_value::<ErrorBody>(example("### ErrorBody")).unwrap();
}

/// Every refusal and every field is explained.
#[test]
fn nothing_is_left_out() {
    for code in job_api::ErrorCode::ALL {
        let status = backend::error::Refusal(*code).status().as_u16();
        let row = format!("| {status} | `{}` |", code.as_str());
        assert!(PAGE.contains(&row), "{row}");
    }
    for name in job_api::JobKind::ALL.iter().map(|kind| kind.as_str()) {
        assert!(PAGE.contains(&format!("`{name}`")), "{name}");
    }
    for name in job_api::JobState::ALL.iter().map(|state| state.as_str()) {
        assert!(PAGE.contains(&format!("`{name}`")), "{name}");
    }
    let job = example("### Job\n");
    let measures = ["counts", "durations", "traffic"].map(|group| job[group].clone());
    for (name, _) in measures.iter().flat_map(|group| group.as_object().unwrap()) {
        assert!(PAGE.contains(&format!("`{name}`")), "{name}");
    }
}
