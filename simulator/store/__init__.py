"""The store: what was said and how it was marked, on SQLite or PostgreSQL. The only door to both."""

from simulator.store.opening import default_url
from simulator.store.problems import CallEnded, CallUnknown, StoreProblem, TurnTaken
from simulator.store.rescoring import Rescore
from simulator.store.rows import Called, CallRow, Done, Person, Point, Which
from simulator.store.shifts import ShiftEvent, ShiftRow
from simulator.store.store import Role, Store, open_store

__all__ = [
    "CallEnded",
    "CallRow",
    "CallUnknown",
    "Called",
    "Done",
    "Person",
    "Point",
    "Rescore",
    "Role",
    "ShiftEvent",
    "ShiftRow",
    "Store",
    "StoreProblem",
    "TurnTaken",
    "Which",
    "default_url",
    "open_store",
]
