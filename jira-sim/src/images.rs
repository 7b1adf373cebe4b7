//! Pictures of people, projects and icons: a coloured disc each, so that no address is dead.

use axum::{
    Router,
    extract::Path,
    http::header,
    response::{IntoResponse, Response},
    routing::get,
};

use crate::sim::Shared;

/// `/images/…`, open to everybody.
pub fn routes() -> Router<Shared> {
    Router::new().route("/images/{*path}", get(picture))
}

/// The colour follows from the path.
async fn picture(Path(path): Path<String>) -> Response {
    let hue = path.bytes().fold(7_u32, |sum, byte| (sum * 31 + u32::from(byte)) % 360);
    let svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 24 24\">\
         <circle cx=\"12\" cy=\"12\" r=\"11\" fill=\"hsl({hue} 55% 45%)\"/></svg>"
    );
    ([(header::CONTENT_TYPE, "image/svg+xml")], svg).into_response()
}
