//! The server: on this machine alone, with bounds for everything a client can make large or slow.

use std::convert::Infallible;
use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, TcpListener};
use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use http_body_util::channel::Channel;
use http_body_util::{Either, Full};
use hyper::body::{Bytes, Incoming};
use hyper::header::{ALLOW, CACHE_CONTROL, CONTENT_TYPE, HeaderName, HeaderValue, LOCATION};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Request, Response, StatusCode};
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::TcpStream;
use tokio::sync::watch::Receiver;
use tokio::sync::{Semaphore, mpsc};
use tokio::time::timeout;

use super::PreviewError;
use super::answer::{Answer, answer, refusal};
use super::state::State;

/// Connections at once; more wait.
const CONNECTIONS: usize = 64;
/// Bytes and number of the headers of a request.
const HEAD: usize = 16 * 1024;
const HEADERS: usize = 64;
/// Time for a request to arrive.
const ARRIVAL: Duration = Duration::from_secs(5);
/// Time after which a connection takes no further requests, and the time its last answer then has.
const CONNECTION: Duration = Duration::from_secs(30);
const FAREWELL: Duration = Duration::from_secs(10);
/// Time for which changes are told on one connection; the browser then asks anew.
const STREAM: Duration = Duration::from_mins(10);
/// A word in silence, so that a browser that has gone is noticed, and the time it has to take it.
const HEARTBEAT: Duration = Duration::from_secs(15);

/// The sockets.
pub(super) struct Listeners {
    port: u16,
    sockets: Vec<TcpListener>,
}

impl Listeners {
    /// Opens the port on this machine alone: for IPv4, and for IPv6 where there is any.
    pub(super) fn bind(port: u16) -> Result<Self, PreviewError> {
        let bind = |address: IpAddr, port| {
            let socket = TcpListener::bind(SocketAddr::new(address, port))?;
            socket.set_nonblocking(true)?;
            Ok::<_, io::Error>(socket)
        };
        let first = bind(Ipv4Addr::LOCALHOST.into(), port).map_err(|source| match source.kind() {
            io::ErrorKind::AddrInUse => PreviewError::PortTaken(port),
            _ => PreviewError::Port { port, source },
        })?;
        let port = first.local_addr()?.port();
        let second = bind(Ipv6Addr::LOCALHOST.into(), port).ok();
        Ok(Self {
            port,
            sockets: std::iter::once(first).chain(second).collect(),
        })
    }

    /// The port.
    pub(super) fn port(&self) -> u16 {
        self.port
    }
}

/// Serves until the program is asked to end.
pub(super) fn run(listeners: Listeners, states: Receiver<Arc<State>>) -> Result<(), PreviewError> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let end = runtime.block_on(serve(listeners, states));
    // Whatever is still being made is of no use to anyone.
    runtime.shutdown_background();
    end
}

async fn serve(listeners: Listeners, states: Receiver<Arc<State>>) -> Result<(), PreviewError> {
    let (end, mut ended) = mpsc::channel(1);
    end_when_asked(&end)?;
    let mut changes = states.clone();
    tokio::spawn(async move {
        while changes.changed().await.is_ok() {}
        let _ = end.send(Err(PreviewError::Stopped)).await;
    });
    let room = Arc::new(Semaphore::new(CONNECTIONS));
    for socket in listeners.sockets {
        let socket = tokio::net::TcpListener::from_std(socket)?;
        tokio::spawn(accept(socket, listeners.port, states.clone(), room.clone()));
    }
    ended.recv().await.unwrap_or(Err(PreviewError::Stopped))
}

/// Ctrl+C, and what services are ended with.
fn end_when_asked(end: &mpsc::Sender<Result<(), PreviewError>>) -> io::Result<()> {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};

        for kind in [SignalKind::interrupt(), SignalKind::terminate()] {
            let (mut asked, end) = (signal(kind)?, end.clone());
            tokio::spawn(async move {
                asked.recv().await;
                let _ = end.send(Ok(())).await;
            });
        }
    }
    #[cfg(not(unix))]
    {
        let end = end.clone();
        tokio::spawn(async move {
            let _ = tokio::signal::ctrl_c().await;
            let _ = end.send(Ok(())).await;
        });
    }
    Ok(())
}

async fn accept(socket: tokio::net::TcpListener, port: u16, states: Receiver<Arc<State>>, room: Arc<Semaphore>) {
    while let Ok(place) = room.clone().acquire_owned().await {
        match socket.accept().await {
            Ok((stream, _)) => {
                let states = states.clone();
                tokio::spawn(async move {
                    converse(stream, port, states).await;
                    drop(place);
                });
            }
            // No more sockets for the moment, or a client that has gone already.
            Err(_) => tokio::time::sleep(Duration::from_millis(50)).await,
        }
    }
}

/// One connection, from its first request to its end.
async fn converse(stream: TcpStream, port: u16, states: Receiver<Arc<State>>) {
    // Without it small answers wait for each other; that it cannot be set is no reason not to answer.
    let _ = stream.set_nodelay(true);
    let is_stream = Arc::new(AtomicBool::new(false));
    let service = service_fn(|request| respond(request, port, states.clone(), is_stream.clone()));
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(ARRIVAL)
        .max_buf_size(HEAD)
        .max_headers(HEADERS)
        .serve_connection(TokioIo::new(stream), service);
    let mut connection = pin!(connection);
    if timeout(CONNECTION, connection.as_mut()).await.is_ok() {
        return;
    }
    let rest = if is_stream.load(Ordering::Relaxed) {
        STREAM
    } else {
        FAREWELL
    };
    connection.as_mut().graceful_shutdown();
    // An error here is a client that has gone.
    let _ = timeout(rest, connection).await;
}

type Body = Either<Full<Bytes>, Channel<Bytes>>;

async fn respond(
    request: Request<Incoming>,
    port: u16,
    states: Receiver<Arc<State>>,
    is_stream: Arc<AtomicBool>,
) -> Result<Response<Body>, Infallible> {
    let refused = refusal(request.method(), request.uri(), request.headers(), port);
    let answer = if let Some(refused) = refused {
        refused
    } else {
        let current = states.borrow().clone();
        let path = request.uri().path().to_owned();
        let made = tokio::task::spawn_blocking(move || answer(&path, &current)).await;
        made.unwrap_or(Answer::Refused(
            StatusCode::INTERNAL_SERVER_ERROR,
            "このページを作れませんでした",
        ))
    };
    Ok(match answer {
        Answer::File { status, kind, content } => response(status, kind, Either::Left(Full::new(content))),
        Answer::Events => {
            is_stream.store(true, Ordering::Relaxed);
            response(StatusCode::OK, "text/event-stream", Either::Right(events(states)))
        }
        Answer::Folder(to) => {
            let mut response = in_words(StatusCode::FOUND, "別のアドレスにあります");
            if let Ok(to) = HeaderValue::try_from(to) {
                response.headers_mut().insert(LOCATION, to);
            }
            response
        }
        Answer::Refused(code, why) => in_words(code, why),
    })
}

fn in_words(status: StatusCode, words: &'static str) -> Response<Body> {
    let content = Bytes::from(format!("{words}\n"));
    let mut response = response(status, "text/plain; charset=utf-8", Either::Left(Full::new(content)));
    if status == StatusCode::METHOD_NOT_ALLOWED {
        response
            .headers_mut()
            .insert(ALLOW, HeaderValue::from_static("GET, HEAD"));
    }
    response
}

/// Said with every answer: nothing is kept, nothing is guessed, nothing of another site may use it.
const ALWAYS: [(HeaderName, &str); 7] = [
    (CACHE_CONTROL, "no-store"),
    (
        HeaderName::from_static("content-security-policy"),
        "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
    ),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    (HeaderName::from_static("referrer-policy"), "no-referrer"),
    (HeaderName::from_static("x-content-type-options"), "nosniff"),
    (HeaderName::from_static("x-frame-options"), "DENY"),
];

fn response(status: StatusCode, kind: &'static str, body: Body) -> Response<Body> {
    let mut response = Response::new(body);
    *response.status_mut() = status;
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(kind));
    for (name, value) in ALWAYS {
        headers.insert(name, HeaderValue::from_static(value));
    }
    response
}

/// What is found now, and again after every change. Who reads slowly is told the newest only.
fn events(mut states: Receiver<Arc<State>>) -> Channel<Bytes> {
    let (mut sender, body) = Channel::new(1);
    tokio::spawn(async move {
        loop {
            let message = message(&states.borrow_and_update());
            if !matches!(timeout(HEARTBEAT, sender.send_data(message)).await, Ok(Ok(()))) {
                return;
            }
            loop {
                match timeout(HEARTBEAT, states.changed()).await {
                    Ok(Ok(())) => break,
                    Ok(Err(_)) => return,
                    Err(_) => {
                        let word = sender.send_data(Bytes::from_static(b":\n\n"));
                        if !matches!(timeout(HEARTBEAT, word).await, Ok(Ok(()))) {
                            return;
                        }
                    }
                }
            }
        }
    });
    body
}

/// An event: the number of the site and what was found, as JSON in one line.
fn message(state: &State) -> Bytes {
    let site = state.site.as_ref().map_or(0, |site| site.number);
    let told = serde_json::json!({ "site": site, "report": state.report });
    Bytes::from(format!("retry: 1000\ndata: {told}\n\n"))
}
