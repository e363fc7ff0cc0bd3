"""A real llama-server with a tiny random model, in a process of its own."""

import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PATIENCE = 30
"""Seconds until the server must be healthy; it takes a quarter of one."""


@contextmanager
def llama_server(model: Path) -> Iterator[str]:
    """Serves `model` on a free port of 127.0.0.1 and gives the base URL of its API."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    log = (model.parent / "llama.log").open("w")
    process = subprocess.Popen([sys.executable, __file__, model, str(port)], stdout=log, stderr=log)
    try:
        _wait(process, port)
        yield f"http://127.0.0.1:{port}/v1"
    finally:
        process.terminate()
        process.wait(10)
        log.close()


def _wait(process: subprocess.Popen[bytes], port: int) -> None:
    give_up = time.monotonic() + PATIENCE
    while time.monotonic() < give_up:
        assert process.poll() is None, "the llama-server ended by itself, see llama.log beside the model"
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/health", timeout=1) as answer:
                if answer.status == 200:
                    return
        except OSError:
            time.sleep(0.02)
    raise TimeoutError("the llama-server did not become healthy")


def serve(model: str, port: int) -> None:
    """Serves until terminated."""
    import signal

    import xllamacpp

    settings = xllamacpp.CommonParams()
    settings.model.path = model
    settings.hostnames = ["127.0.0.1"]
    settings.port = port
    settings.n_ctx = 16384
    settings.n_parallel = 2
    settings.warmup = False
    settings.n_gpu_layers = 0
    settings.sampling.seed = 3  # now and then random weights would say nothing at all
    server = xllamacpp.Server(settings)
    signal.pause()
    del server


if __name__ == "__main__":
    serve(sys.argv[1], int(sys.argv[2]))
