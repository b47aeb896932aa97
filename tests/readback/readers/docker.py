"""Asks the docker client what `docker create --env-file FILE` sends to its daemon. The daemon is a socket
of this script that answers as one would and starts nothing."""

import json
import os
import socketserver
import subprocess
import sys
import tempfile
import threading
from http.server import BaseHTTPRequestHandler

client, env_file = sys.argv[1:]
received = []


class Daemon(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def answer(self, status, body):
        data = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Api-Version", "1.41")
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(data)

    def do_HEAD(self):
        self.answer(200, "OK")

    do_GET = do_HEAD

    def do_POST(self):
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        received.extend(body["Env"])
        self.answer(201, {"Id": "0" * 64, "Warnings": []})

    def log_message(self, *_):
        pass

    def address_string(self):
        return "client"


with tempfile.TemporaryDirectory() as folder:
    path = os.path.join(folder, "docker.sock")
    server = socketserver.ThreadingUnixStreamServer(path, Daemon)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    subprocess.run(
        [client, "--host", f"unix://{path}", "create", "--env-file", env_file, "image"],
        check=True,
        stdout=subprocess.DEVNULL,
        env={"HOME": folder, "DOCKER_CONFIG": folder},
    )
    server.shutdown()
for variable in received:
    sys.stdout.buffer.write(variable.encode() + b"\0")
