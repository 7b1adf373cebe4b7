//! What needs no site: help, inspecting files, and mistakes that are seen at once.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod support;

use support::{Folder, end, program};

#[test]
fn the_help_documents_commands_environment_and_exit_codes() {
    let output = program().arg("--help").output().unwrap();
    insta::assert_snapshot!(String::from_utf8(output.stdout).unwrap());
}

#[test]
fn credentials_come_from_the_environment_only() {
    let args = [
        "export",
        "--site",
        "https://example.atlassian.net",
        "--jql",
        "project = A",
        "--out",
        "a.csv",
    ];
    let (code, said) = end(&program().args(args).output().unwrap());
    assert_eq!(code, 3);
    assert!(said.contains("ROWPORT_EMAIL"), "{said}");
    let one = program().args(args).env("ROWPORT_EMAIL", "a@b.example").output().unwrap();
    assert!(end(&one).1.contains("ROWPORT_TOKEN"));
}

#[test]
fn a_token_is_never_sent_without_encryption() {
    let output = program()
        .args([
            "export",
            "--site",
            "http://example.atlassian.net",
            "--jql",
            "project = A",
            "--out",
            "a.csv",
        ])
        .env("ROWPORT_EMAIL", "a@b.example")
        .env("ROWPORT_TOKEN", "secret-token")
        .output()
        .unwrap();
    let (code, said) = end(&output);
    assert_eq!(code, 2);
    assert!(said.contains("not encrypted") && !said.contains("secret-token"), "{said}");
}

#[test]
fn a_text_file_is_inspected() {
    let folder = Folder::new();
    std::fs::write(
        folder.path("a.csv"),
        "Vorgang;Zusammenfassung;Aufwand\r\nDEMO-1;Müller prüfen;1,5\r\nDEMO-2;x;2,5\r\n",
    )
    .unwrap();
    let output = program().arg("inspect").arg(folder.path("a.csv")).output().unwrap();
    insta::assert_snapshot!("inspect_text", String::from_utf8(output.stdout).unwrap());
    let output = program().arg("inspect").arg(folder.path("a.csv")).arg("--json").output().unwrap();
    insta::assert_snapshot!("inspect_json", String::from_utf8(output.stdout).unwrap());
}

#[test]
fn a_text_file_is_read_as_the_options_say() {
    let folder = Folder::new();
    std::fs::write(folder.path("a.csv"), b"T\xA1,x;Gy\xF5r\n1,2;3\n").unwrap();
    let inspect = |options: &[&str]| {
        let output = program().arg("inspect").arg(folder.path("a.csv")).args(options).output();
        let output = output.unwrap();
        let (code, said) = end(&output);
        (code, String::from_utf8(output.stdout).unwrap() + &said)
    };
    let (code, said) = inspect(&["--encoding", "cp852", "--delimiter", "semicolon"]);
    assert!(code == 0 && said.contains("Tí,x\n"), "{said}");
    let (code, said) = inspect(&["--encoding", "windows-1250", "--delimiter", ","]);
    assert!(code == 0 && said.contains("x;Győr\n"), "{said}");
    let (code, said) = inspect(&["--encoding", "cp1"]);
    assert!(code == 5 && said.contains("cp1") && said.contains("windows-1250"), "{said}");
    let (code, said) = inspect(&["--delimiter", "dot"]);
    assert!(code == 2 && said.contains("semicolon"), "{said}");
}

#[test]
fn a_file_that_is_none_is_refused_with_its_reason() {
    let folder = Folder::new();
    std::fs::write(folder.path("a.xlsx"), b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n").unwrap();
    let output = program().arg("inspect").arg(folder.path("a.xlsx")).output().unwrap();
    let (code, said) = end(&output);
    assert_eq!(code, 5);
    assert!(said.contains("PDF"), "{said}");
    let (code, said) =
        end(&program().args(["inspect", &folder.text("none.csv")]).output().unwrap());
    assert_eq!(code, 5);
    assert!(said.contains("none.csv"), "{said}");
}
