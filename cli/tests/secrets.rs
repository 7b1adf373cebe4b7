//! The token goes to the site, and nowhere else.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod support;

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener};
use std::process::Output;
use std::sync::{Arc, Mutex};
use std::thread;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use support::{Folder, end, program};

const EMAIL: &str = "mia@example.com";
const TOKEN: &str = "ATATT3xFf-not-to-be-seen";

/// A server that says the same to whatever it is asked, and remembers what it was asked.
struct Server {
    address: SocketAddr,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Server {
    fn that_says(answer: &str) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let asked = Arc::new(Mutex::new(Vec::new()));
        let (answer, heard) = (answer.to_owned(), Arc::clone(&asked));
        thread::spawn(move || {
            for stream in listener.incoming() {
                let (mut stream, mut start) = (stream.unwrap(), [0; 4096]);
                let count = stream.read(&mut start).unwrap_or(0);
                heard.lock().unwrap().push(String::from_utf8_lossy(&start[..count]).into_owned());
                // Who has hung up needs no answer.
                let _ = stream.write_all(answer.as_bytes());
            }
        });
        Self { address, asked }
    }

    fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    fn asked(&self) -> Vec<String> {
        self.asked.lock().unwrap().clone()
    }
}

fn export(site: &str, environment: &[(&str, &str)]) -> Output {
    let folder = Folder::new();
    let out = folder.text("out.csv");
    let mut command = program();
    command.args(["export", "--site", site, "--jql", "project = DEMO", "--out", &out]);
    command.env("ROWPORT_EMAIL", EMAIL).env("ROWPORT_TOKEN", TOKEN);
    command.envs(environment.iter().copied()).output().unwrap()
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&[&output.stdout[..], &output.stderr].concat()).into_owned()
}

fn answer(status: &str, headers: &str, body: &str) -> String {
    let length = body.len();
    format!(
        "HTTP/1.1 {status}\r\nconnection: close\r\n{headers}content-length: {length}\r\n\r\n{body}"
    )
}

#[test]
fn a_proxy_of_the_environment_is_not_asked_for_this_computer() {
    let proxy = Server::that_says(&answer("200 OK", "", "{}"));
    let site = Server::that_says(&answer("401 Unauthorized", "", "{}"));
    let url = proxy.url();
    let names = ["HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy", "HTTPS_PROXY"];
    export(&site.url(), &names.map(|name| (name, url.as_str())));
    assert_eq!(proxy.asked(), [""; 0]);
    assert!(!site.asked().is_empty());
}

#[test]
fn whatever_a_site_answers_the_token_is_in_no_text_and_goes_to_no_other_place() {
    let other = Server::that_says(&answer("200 OK", "", "{}"));
    let basic = STANDARD.encode(format!("{EMAIL}:{TOKEN}"));
    let redirect = |status| answer(status, &format!("location: {}/x\r\n", other.url()), "");
    let answers = [
        ("moved", redirect("301 Moved Permanently")),
        ("found", redirect("302 Found")),
        ("kept", redirect("308 Permanent Redirect")),
        ("refused", answer("401 Unauthorized", "www-authenticate: Basic\r\n", "no")),
        ("forbidden", answer("403 Forbidden", "", r#"{"errorMessages":["no"]}"#)),
        ("page", answer("200 OK", "content-type: text/html\r\n", "<html>Log in</html>")),
        ("nothing", String::new()),
        ("nonsense", "SSH-2.0-OpenSSH\r\n".to_owned()),
    ];
    // What may pass by is tried again, so each waits for itself.
    let trials = answers.map(|(name, answer)| {
        let basic = basic.clone();
        thread::spawn(move || {
            let site = Server::that_says(&answer);
            let output = export(&site.url(), &[]);
            let said = said(&output);
            assert!(!output.status.success(), "{name}: {said}");
            assert!(!said.contains(TOKEN) && !said.contains(&basic), "{name}: {said}");
            assert!(site.asked().iter().all(|asked| asked.contains(&basic)), "{name}");
        })
    });
    trials.into_iter().for_each(|trial| trial.join().unwrap());
    assert_eq!(other.asked(), [""; 0]);
}

#[test]
fn a_redirect_is_told_as_one() {
    let answer = answer("302 Found", "location: https://login.example.com/\r\n", "");
    let site = Server::that_says(&answer);
    let (code, words) = end(&export(&site.url(), &[]));
    assert_eq!(code, 4, "{words}");
    assert!(words.contains("https://login.example.com/"), "{words}");
}

/// What a gateway says is shown, but not obeyed.
#[test]
fn what_a_gateway_says_moves_no_cursor() {
    let page = "{\"errorMessages\":[\"\u{9b}2J\\u001b]0;owned\\u0007 no such place\"]}";
    let site =
        Server::that_says(&answer("404 Not Found", "content-type: application/json\r\n", page));
    let output = export(&site.url(), &[]);
    let said = said(&output);
    assert!(!said.contains(|sign: char| sign.is_control() && sign != '\n'), "{said:?}");
}
