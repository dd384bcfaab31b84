"""How the bare handler is served: by the same server with the same threads as ours."""

BARE = """
import sys
from granian.constants import HTTPModes, Interfaces
from granian.server import Server
Server(
    "bench.bare_pages:application", address="127.0.0.1", port=int(sys.argv[1]), interface=Interfaces.WSGI,
    http=HTTPModes.http1, websockets=False, workers=1, blocking_threads=2, runtime_threads=1,
    runtime_blocking_threads=2, log_enabled=False, log_access=False,
).serve()
"""
