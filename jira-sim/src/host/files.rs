//! The app's files as a CDN serves them: typed, gzipped, with an ETag, and nothing outside the
//! app's directory.

use std::{
    collections::HashMap,
    hash::{DefaultHasher, Hash, Hasher},
    io::Write,
    path::{Component, Path, PathBuf},
    sync::{Mutex, PoisonError},
    time::SystemTime,
};

use axum::body::Bytes;
use flate2::{Compression, write::GzEncoder};

/// Content type by extension; what is not here is not text and not compressed.
const TYPES: [(&str, &str); 12] = [
    ("html", "text/html; charset=utf-8"),
    ("js", "text/javascript; charset=utf-8"),
    ("mjs", "text/javascript; charset=utf-8"),
    ("css", "text/css; charset=utf-8"),
    ("json", "application/json"),
    ("map", "application/json"),
    ("svg", "image/svg+xml"),
    ("txt", "text/plain; charset=utf-8"),
    ("wasm", "application/wasm"),
    ("png", "image/png"),
    ("ico", "image/x-icon"),
    ("woff2", "font/woff2"),
];

/// Types whose content is compressed already.
const COMPRESSED: [&str; 3] = ["image/png", "image/x-icon", "font/woff2"];

/// One file, ready to be sent.
#[derive(Debug, Clone)]
pub struct File {
    /// Its content type.
    pub content_type: &'static str,
    /// Its content.
    pub plain: Bytes,
    /// Its content gzipped, where that makes sense.
    pub gzip: Option<Bytes>,
    /// A strong tag of exactly this content.
    pub etag: String,
}

/// The files of one directory, kept in memory until they change on the disk.
#[derive(Debug)]
pub struct Files {
    root: PathBuf,
    cache: Mutex<HashMap<PathBuf, (SystemTime, File)>>,
}

impl Files {
    /// The files below a directory.
    pub fn new(root: PathBuf) -> Self {
        Self { root, cache: Mutex::default() }
    }

    /// The file at a relative path; none where there is no such file, and for hidden files and
    /// paths that lead out of the directory, which Forge does not package. `edit` may change the
    /// content before it is tagged and compressed.
    pub fn read(&self, path: &str, edit: impl Fn(Vec<u8>) -> Vec<u8>) -> Option<File> {
        let full = self.root.join(safe(path)?);
        let modified = full.metadata().ok().filter(|m| m.is_file())?.modified().ok()?;
        if let Some(file) = self.cached(&full, modified) {
            return Some(file);
        }
        let file = prepare(&full, edit(std::fs::read(&full).ok()?));
        let mut cache = self.cache.lock().unwrap_or_else(PoisonError::into_inner);
        cache.insert(full, (modified, file.clone()));
        Some(file)
    }

    fn cached(&self, full: &Path, modified: SystemTime) -> Option<File> {
        let cache = self.cache.lock().unwrap_or_else(PoisonError::into_inner);
        cache.get(full).filter(|(of, _)| *of == modified).map(|(_, file)| file.clone())
    }
}

/// The path when each of its parts is a plain, visible name.
fn safe(path: &str) -> Option<&Path> {
    let path = Path::new(path);
    let plain = |part: Component<'_>| match part {
        Component::Normal(name) => !name.to_string_lossy().starts_with('.'),
        _ => false,
    };
    path.components().all(plain).then_some(path)
}

fn prepare(path: &Path, content: Vec<u8>) -> File {
    let extension = path.extension().and_then(|e| e.to_str()).unwrap_or_default();
    let known = TYPES.iter().find(|(ext, _)| *ext == extension);
    let content_type = known.map_or("application/octet-stream", |(_, kind)| kind);
    let compress = known.is_some() && !COMPRESSED.contains(&content_type);
    let mut hasher = DefaultHasher::new();
    content.hash(&mut hasher);
    File {
        content_type,
        gzip: compress.then(|| gzip(&content)).flatten(),
        etag: format!("\"{:016x}\"", hasher.finish()),
        plain: content.into(),
    }
}

fn gzip(content: &[u8]) -> Option<Bytes> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(content).ok()?;
    encoder.finish().ok().map(Bytes::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_plain_names_below_the_directory_are_files() {
        assert!(safe("app/main.js").is_some());
        for path in ["../Cargo.toml", "app/../../x", "/etc/passwd", ".git/config", "app/.env"] {
            assert_eq!(safe(path), None, "{path}");
        }
    }

    #[test]
    fn a_module_of_wasm_is_typed_and_gzipped() {
        let file = prepare(Path::new("engine.wasm"), vec![0; 4096]);
        assert_eq!(file.content_type, "application/wasm");
        assert!(file.gzip.is_some_and(|bytes| bytes.len() < 100));
        assert_eq!(prepare(Path::new("a.png"), vec![0; 64]).gzip, None);
    }
}
