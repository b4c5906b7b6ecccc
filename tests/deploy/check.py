#!/usr/bin/env python3
"""Publishes a site with the configuration of docs/deploy/ and a real nginx, and looks at what it answers.

usage: check.py <site> [<nginx>]

The commands of docs/deploy/README.ja.md compress the site; of the configuration only the lines marked 要変更 are changed.
"""

import gzip
import http.client
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
DEPLOY = HERE.parent.parent / "docs" / "deploy"
CHARSET = "; charset=utf-8"
TYPES = {
    ".html": "text/html" + CHARSET,
    ".css": "text/css" + CHARSET,
    ".js": "text/javascript" + CHARSET,
    ".csv": "text/csv" + CHARSET,
    ".ics": "text/calendar" + CHARSET,
    ".json": "application/json",
    ".jsonld": "application/ld+json",
    ".svg": "image/svg+xml",
    ".zip": "application/zip",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}

checks = 0
wrong = []


def expect(what, actual, expected):
    global checks
    checks += 1
    if actual != expected:
        wrong.append(f"{what}: {actual!r}, not {expected!r}")


def publish(site, folder):
    """Runs the commands of the guide, with its folder in the place of /srv/www/followup."""
    guide = (DEPLOY / "README.ja.md").read_text(encoding="utf-8")
    commands = re.search(r"```sh\n(.*?)```", guide, re.DOTALL)[1].replace("/srv/www/followup", str(folder))
    (folder / "public").mkdir(parents=True)
    shutil.copytree(site, folder / "releases" / "NEW")
    subprocess.run(["bash", "-euo", "pipefail", "-c", commands], check=True)
    return folder / "public" / "current"


def configure(root, port, folder):
    server = (DEPLOY / "nginx.conf").read_text(encoding="utf-8")
    for before, after in [
        ("listen 80;", f"listen 127.0.0.1:{port};"),
        ("    listen [::]:80;\n", ""),
        ("root /srv/www/followup/public/current;", f"root {root};"),
    ]:
        assert server.count(before) == 1, before
        server = server.replace(before, after)
    temporary = "\n".join(f"{kind}_temp_path {folder}/{kind};" for kind in ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"])
    # As in a distribution's nginx.conf: its own types, and compression on the fly.
    text = f"""
worker_processes 1;
daemon off;
pid {folder}/pid;
error_log {folder}/error.log warn;
events {{ worker_connections 64; }}
http {{
{temporary}
access_log off;
default_type application/octet-stream;
types {{ text/html html htm; application/javascript js; }}
{server}
}}
"""
    if os.geteuid() == 0:
        text = "user root;\n" + text
    path = folder / "nginx.conf"
    path.write_text(text, encoding="utf-8")
    return path


def ask(port, path, method="GET", **headers):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    connection.putrequest(method, path, skip_accept_encoding=True)
    for name, value in headers.items():
        connection.putheader(name.replace("_", "-"), value)
    connection.endheaders()
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return answer, body


def look(port, site):
    files = sorted(path for path in site.rglob("*") if path.is_file())
    compressed = 0
    for file in files:
        path = "/" + file.relative_to(site).as_posix()
        content = file.read_bytes()
        answer, body = ask(port, path)
        expect(path, (answer.status, answer.getheader("Content-Type")), (200, TYPES[file.suffix]))
        expect(f"{path} content", body == content, True)
        expect(f"{path} Cache-Control", answer.getheader("Cache-Control"), "no-cache")
        expect(f"{path} nosniff", answer.getheader("X-Content-Type-Options"), "nosniff")
        if file.suffix in (".html", ".csv") and file.stat().st_size > 2048:
            answer, body = ask(port, path, Accept_Encoding="gzip")
            expect(f"{path} is compressed", answer.getheader("Content-Encoding"), "gzip")
            expect(f"{path} as before", gzip.decompress(body) == content, True)
            # Not compressed on the fly: the file beside it, whose length is known.
            expect(f"{path} length", answer.getheader("Content-Length"), str(len(body)))
            expect(f"{path} Vary", answer.getheader("Vary"), "Accept-Encoding")
            compressed += 1
    expect("some files are compressed", compressed > 50, True)

    answer, _ = ask(port, "/index.html")
    tag, date = answer.getheader("ETag"), answer.getheader("Last-Modified")
    expect("nothing new", [ask(port, "/index.html", If_None_Match=tag)[0].status, ask(port, "/index.html", If_Modified_Since=date)[0].status], [304, 304])
    expect("an older tag", ask(port, "/index.html", If_None_Match='"0-0"')[0].status, 200)
    expect("HEAD", [ask(port, "/", "HEAD")[0].status, ask(port, "/", "HEAD")[1]], [200, b""])
    expect("POST", ask(port, "/", "POST", Content_Length="0")[0].status, 405)
    policy = answer.getheader("Content-Security-Policy")
    page = (site / "index.html").read_text(encoding="utf-8")
    own = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', page)[1]
    expect("the policy of the pages, and no frames", policy, f"{own}; frame-ancestors 'none'")
    expect("Referrer-Policy", answer.getheader("Referrer-Policy"), "no-referrer")
    expect("Server", answer.getheader("Server"), "nginx")

    plan = next(path.parent.name for path in files if path.parent.parent == site and path.name == "index.html")
    answer, _ = ask(port, f"/{plan}")
    expect("a folder without /", (answer.status, answer.getheader("Location")), (301, f"/{plan}/"))
    expect("a folder with /", ask(port, f"/{plan}/")[1], (site / plan / "index.html").read_bytes())
    for path in ["/nothing.html", "/assets/", f"/{plan}/data/", "/.git/config", "/index.html.gz", "/..%2f..%2fetc/passwd", "/assets/../../pid"]:
        answer, body = ask(port, path)
        expect(path, answer.status in (400, 404), True)
        if answer.status == 404:
            expect(f"{path} type", answer.getheader("Content-Type"), "text/html" + CHARSET)
            expect(f"{path} says so", "ページが見つかりません" in body.decode(), True)
            expect(f"{path} nosniff", answer.getheader("X-Content-Type-Options"), "nosniff")


def serve(nginx, configuration, port):
    subprocess.run([nginx, "-t", "-q", "-c", configuration], check=True)
    server = subprocess.Popen([nginx, "-c", configuration])
    for _ in range(200):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return server
        except OSError:
            if server.poll() is not None:
                break
            time.sleep(0.05)
    server.kill()
    sys.exit("nginx does not answer")


def main():
    site = Path(sys.argv[1]).resolve()
    nginx = sys.argv[2] if len(sys.argv) > 2 else shutil.which("nginx", path=os.environ["PATH"] + ":/usr/sbin:/sbin")
    if nginx is None:
        sys.exit("There is no nginx.")
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        root = publish(site, folder / "www")
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        server = serve(nginx, configure(root, port, folder), port)
        try:
            look(port, site)
        finally:
            server.terminate()
            server.wait()
        complaints = (folder / "error.log").read_text(encoding="utf-8").splitlines()
        wrong.extend(line for line in complaints if "[warn]" in line or "[emerg]" in line)
    for line in wrong:
        print(line)
    if wrong:
        sys.exit(f"{len(wrong)} of {checks} answers are wrong.")
    print(f"nginx answers as it should ({checks} things looked at).")


main()
