//! An empty PostgreSQL database: on the server that `ROWPORT_TEST_POSTGRES` names, else on one that
//! is started for the test from the programs on this machine.

use std::os::unix::fs::{MetadataExt as _, chown};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use reqwest::Url;
use sqlx::{AssertSqlSafe, Connection as _, PgConnection, query};
use tempfile::TempDir;

/// A database that is gone when this is dropped, with the server if that was started for it.
pub(crate) struct Database {
    server: Option<Server>,
    admin: Url,
    name: String,
}

impl Database {
    /// `None` where there is no PostgreSQL.
    pub(crate) async fn create() -> Option<Self> {
        let (server, admin) = match std::env::var("ROWPORT_TEST_POSTGRES") {
            Ok(url) => (None, url.parse().unwrap()),
            Err(_) => {
                let server = Server::start(&programs()?);
                let url = server.url();
                (Some(server), url)
            }
        };
        let name = format!("rowport_test_{}", std::process::id());
        let database = Self { server, admin, name };
        database.administer("DROP DATABASE IF EXISTS").await;
        database.administer("CREATE DATABASE").await;
        Some(database)
    }

    pub(crate) fn url(&self) -> String {
        let mut url = self.admin.clone();
        url.set_path(&self.name);
        url.into()
    }

    /// Removes the database from a server that goes on without it.
    pub(crate) async fn remove(self) {
        if self.server.is_none() {
            self.administer("DROP DATABASE").await;
        }
    }

    async fn administer(&self, what: &str) {
        let mut connection = PgConnection::connect(self.admin.as_str()).await.unwrap();
        let statement = AssertSqlSafe(format!("{what} {}", self.name));
        query(statement).execute(&mut connection).await.unwrap();
    }
}

/// The directory of `initdb` and `pg_ctl`: on the path, or where Debian puts them.
fn programs() -> Option<PathBuf> {
    let on_path = std::env::var_os("PATH")
        .into_iter()
        .flat_map(|path| std::env::split_paths(&path).collect::<Vec<_>>());
    let debian = std::fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let candidates = debian.map(|version| version.path().join("bin")).chain(on_path);
    candidates.into_iter().find(|dir| dir.join("initdb").exists() && dir.join("pg_ctl").exists())
}

/// A server that listens on a socket in its own directory and on nothing else.
struct Server {
    programs: PathBuf,
    dir: TempDir,
}

/// PostgreSQL refuses to run as root; the user "nobody" of this number exists everywhere.
const NOBODY: u32 = 65_534;

impl Server {
    fn start(programs: &Path) -> Self {
        let server = Self { programs: programs.to_owned(), dir: tempfile::tempdir().unwrap() };
        if is_root() {
            chown(server.dir.path(), Some(NOBODY), Some(NOBODY)).unwrap();
        }
        server
            .run("initdb", &["--no-sync", "--auth=trust", "--username=rowport", "--encoding=UTF8"]);
        let options = format!("-k {} -c listen_addresses='' -c fsync=off", server.socket_dir());
        let log = format!("{}/log", server.socket_dir());
        server.run("pg_ctl", &["start", "--wait", "--log", &log, "--options", &options]);
        server
    }

    fn socket_dir(&self) -> &str {
        self.dir.path().to_str().unwrap()
    }

    fn url(&self) -> Url {
        let mut url = Url::parse("postgres://rowport@localhost/postgres").unwrap();
        url.query_pairs_mut().append_pair("host", self.socket_dir());
        url
    }

    fn run(&self, program: &str, arguments: &[&str]) {
        let program = self.programs.join(program);
        let mut command = if is_root() {
            let ids = [format!("--reuid={NOBODY}"), format!("--regid={NOBODY}")];
            let mut command = Command::new("setpriv");
            command.args(ids).arg("--clear-groups").arg(program);
            command
        } else {
            Command::new(program)
        };
        command.arg("-D").arg(self.dir.path().join("data")).args(arguments);
        command.current_dir(self.dir.path()).stdin(Stdio::null()).stdout(Stdio::null());
        assert!(command.status().unwrap().success(), "{command:?}");
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.run("pg_ctl", &["stop", "--mode=immediate"]);
    }
}

fn is_root() -> bool {
    std::fs::metadata("/proc/self").is_ok_and(|process| process.uid() == 0)
}
