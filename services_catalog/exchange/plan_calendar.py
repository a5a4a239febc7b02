"""The plan's coming deadlines as a calendar file (iCalendar, RFC 5545) that Outlook, Google and telephones take."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from services_catalog.plan import Plan
from services_catalog.tasks import Duty
from services_catalog.vietnamese import long_date

REMIND = timedelta(days=3)


def calendar_bytes(plan: Plan, unit: str, duties: Iterable[Duty], now: datetime) -> bytes:
    """Return the duties that have a day as whole-day events, each on the working day to have it done by.

    The same duties and the same `now` give the same bytes; a later file updates the events of an earlier one,
    because their UIDs depend on the plan, the unit and the duty alone.
    """
    from icalendar import Alarm, Calendar, Event  # noqa: PLC0415 - slow to import, and only this needs it

    calendar = Calendar()
    calendar.add("prodid", "-//motcua//ke hoach//VI")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", f"{plan.decision.number}: {plan.organizations.display(unit)}")
    for duty in duties:
        if duty.by_day is None or duty.last_day is None:
            continue
        event = Event()
        event.add("uid", f"{plan.id}.{unit}.{duty.id}.{duty.period or 'once'}@motcua")
        event.add("dtstamp", now.astimezone(UTC))
        event.add("dtstart", duty.by_day)
        event.add("dtend", duty.by_day + timedelta(days=1))
        event.add("summary", duty.name)
        lines = [
            f"Mục {duty.clause}, {plan.decision.number}.",
            f"Ngày cuối còn hạn: {long_date(duty.last_day)}.",
            duty.advice,
            duty.text,
        ]
        event.add("description", "\n".join(filter(None, lines)))
        event.add("transp", "TRANSPARENT")
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("trigger", -REMIND)
        alarm.add("description", duty.name)
        event.add_component(alarm)
        calendar.add_component(event)
    content: bytes = calendar.to_ical()
    return content
