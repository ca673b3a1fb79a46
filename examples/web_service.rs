//! A web service that answers questions: `GET /ask?q=who+attacked+whom`, `GET /find?q=…`, `GET /graph.dot`, `GET /` for the page,
//! and `POST /read` says what the article in the body tells.
//!
//! `cargo run --example web_service -- FOLDER` listens on 127.0.0.1:8080; with `--once QUESTION` it asks itself that and ends.

#![allow(clippy::print_stdout)]

use std::error::Error;
use std::sync::Arc;

use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use reprisal::document::{Format, Inputs};
use reprisal::export::{dot, page};
use reprisal::ontology::{Layers, Ontology};
use reprisal::{DocumentReader, KnowledgeGraph, Reader, corpus, query};
use serde::Deserialize;

#[derive(Deserialize)]
struct Asked {
    q: String,
}

/// An answer as JSON, or what is not understood and what would be.
fn respond<E: std::fmt::Display>(answer: Result<query::Answer, E>) -> Response {
    match answer {
        Ok(answer) => Json(answer).into_response(),
        Err(problem) => (StatusCode::UNPROCESSABLE_ENTITY, problem.to_string()).into_response(),
    }
}

/// What the service lives with; the reader shares its ontology, so that nothing is borrowed.
struct Desk {
    graph: KnowledgeGraph,
    documents: DocumentReader,
    reader: Reader<'static>,
}

fn service(desk: Desk) -> Router {
    type At = State<Arc<Desk>>;
    let whole = |State(desk): At| async move {
        let mut html = Vec::new();
        let written = page::write(&desk.graph.view(), &page::PageOptions::default(), &mut html);
        written.map(|()| Html(html)).map_err(|error| (StatusCode::INTERNAL_SERVER_ERROR, error.to_string()))
    };
    Router::new()
        .route("/", get(whole))
        .route("/ask", get(|State(desk): At, Query(Asked { q })| async move { respond(query::ask(&desk.graph, &q)) }))
        .route("/find", get(|State(desk): At, Query(Asked { q })| async move { respond(query::find(&desk.graph, &q)) }))
        .route("/graph.dot", get(|State(desk): At| async move { dot::draw(&desk.graph.view(), &dot::Options::default()) }))
        .route(
            "/read",
            post(|State(desk): At, text: String| async move { Json(desk.reader.read(&desk.documents.text("posted", text))) }),
        )
        .with_state(Arc::new(desk))
}

#[tokio::main(flavor = "multi_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let first = arguments.next();
    let question = arguments.next().filter(|_| first.as_deref() == Some("--once"));
    let articles = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/articles").to_owned();
    let folder = first.filter(|first| first != "--once").unwrap_or(articles);
    let ontology = Arc::new(Ontology::load(&Layers::default())?);
    let (documents, reader) = (DocumentReader::new(&ontology), Reader::new(ontology));
    let graph = corpus::graph(Inputs::new(&documents, [folder], Format::Auto), &reader, |problem| println!("skipped: {problem}"));
    let service = service(Desk { graph, documents, reader });
    if let Some(question) = question {
        return ask(service, &question).await;
    }
    let listener = tokio::net::TcpListener::bind("127.0.0.1:8080").await?;
    println!("http://{}", listener.local_addr()?);
    Ok(axum::serve(listener, service).await?)
}

/// Asks the service without a network in between.
async fn ask(mut service: Router, question: &str) -> Result<(), Box<dyn Error>> {
    use tower_service::Service;
    let uri = format!("/ask?q={}", question.replace(' ', "+"));
    let response = service.call(axum::http::Request::get(uri).body(axum::body::Body::empty())?).await?;
    let body = axum::body::to_bytes(response.into_body(), usize::MAX).await?;
    println!("{}", String::from_utf8_lossy(&body));
    Ok(())
}
