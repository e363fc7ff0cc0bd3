"""The model servers that tests talk to."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from servers.fault import FaultServer
from servers.llama import llama_server
from servers.tiny_gguf import write_model
from simulator.model import Endpoint, Patience

PATIENT = Patience(connect=5, first=10, gap=10, line=20, answer=20, retries=1)
HASTY = replace(PATIENT, first=0.2, gap=0.2, answer=0.2)
"""For the tests in which time must run out."""


@pytest.fixture
def faulty() -> Iterator[FaultServer]:
    """A server that fails by its script."""
    with FaultServer().running() as server:
        yield server


@pytest.fixture
def endpoint(faulty: FaultServer) -> Endpoint:
    """The faulty server as an endpoint."""
    return Endpoint(base_url=faulty.url, api_key="key", model="stub", patience=PATIENT)


@pytest.fixture(scope="session")
def llama(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Endpoint]:
    """A real llama-server whose model speaks random letters."""
    pytest.importorskip("xllamacpp", reason="xllamacpp is not installed")
    model = write_model(tmp_path_factory.mktemp("llama") / "tiny.gguf")
    with llama_server(model) as url:
        yield Endpoint(base_url=url, api_key="", model="tiny")
