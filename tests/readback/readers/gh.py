"""Asks the GitHub CLI what `gh secret set --env-file FILE` stores. GitHub is a server of this script: it
gives out a public key of its own and opens what gh has sealed with it. gh reaches it as its proxy, since
for the host github.localhost it speaks plain HTTP. It sends all secrets at once, each over a connection of
its own, so the server has no thread for each."""

import asyncio
import base64
import json
import sys
import tempfile
from urllib.parse import urlparse

from nacl.public import PrivateKey, SealedBox

client, env_file = sys.argv[1:]
key = PrivateKey.generate()
box = SealedBox(key)
received = {}


def answer(method, target, body):
    if method == "GET":
        return "200 OK", {"key_id": "1", "key": base64.b64encode(bytes(key.public_key)).decode()}
    name = urlparse(target).path.rsplit("/", 1)[1]
    received[name] = box.decrypt(base64.b64decode(json.loads(body)["encrypted_value"]))
    return "201 Created", {}


async def serve(reader, writer):
    head = (await reader.readuntil(b"\r\n\r\n")).decode()
    request, *fields = head.strip().split("\r\n")
    fields = dict(field.lower().split(": ", 1) for field in fields)
    body = await reader.readexactly(int(fields.get("content-length", 0)))
    method, target, _ = request.split(" ")
    status, document = answer(method, target, body)
    data = json.dumps(document)
    writer.write(
        f"HTTP/1.1 {status}\r\nContent-Type: application/json\r\nContent-Length: {len(data)}\r\n"
        f"Connection: close\r\n\r\n{data}".encode()
    )
    await writer.drain()
    writer.close()


async def main():
    server = await asyncio.start_server(serve, "127.0.0.1", 0, backlog=4096)
    port = server.sockets[0].getsockname()[1]
    with tempfile.TemporaryDirectory() as folder:
        gh = await asyncio.create_subprocess_exec(
            client, "secret", "set", "--env-file", env_file, "--repo", "github.localhost/owner/name",
            stdout=asyncio.subprocess.DEVNULL,
            env={
                "HOME": folder,
                "GH_ENTERPRISE_TOKEN": "none",
                "GH_TOKEN": "none",
                "GH_HOST": "github.localhost",
                "GH_NO_UPDATE_NOTIFIER": "1",
                "HTTP_PROXY": f"http://127.0.0.1:{port}",
            },
        )
        if await gh.wait() != 0:
            sys.exit("gh failed")
    server.close()


asyncio.run(main())
for name, value in received.items():
    sys.stdout.buffer.write(name.encode() + b"=" + value + b"\0")
