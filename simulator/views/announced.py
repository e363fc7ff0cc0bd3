"""Which recorded messages a caller has heard, by the weekday and the clock."""

from simulator.company import Announcement, Company

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def announced(company: Company, day: str, clock: str) -> tuple[Announcement, ...]:
    """The messages that play before a call in open hours on `day` (mon … sun) at `clock` ("HH:MM"): greeting, plea."""
    found = (fitting(company, slot, day, clock) for slot in ("open", "abuse_notice"))
    return tuple(message for message in found if message)


def fitting(company: Company, slot: str, day: str, clock: str) -> Announcement | None:
    """The message of `slot` for that day and time: one made for just then before the general one."""
    messages = [one for one in company.announcements if one.slot == slot]

    def fits(message: Announcement) -> bool:
        start, end = message.start or "00:00", message.end or "24:00"
        return (not message.days or day in message.days) and start <= clock <= end

    special = [message for message in messages if fits(message) and (message.days or message.start)]
    # of two made for just then the one for fewer days or hours is meant
    special.sort(key=lambda one: (len(one.days) or 7, (one.end > one.start and one.end) or "24:00"))
    general = [message for message in messages if not message.days and not message.start]
    return next(iter([*special, *general, *messages]), None)
