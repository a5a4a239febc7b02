"""The SQL of what a quarterly report asks about assisted submissions: which services, where, how many, by post."""

import sqlite3


def grouped(connection: sqlite3.Connection, first: str, last: str) -> list[sqlite3.Row]:
    """The standing entries of these days, added up by all that a report tells apart."""
    return list(
        connection.execute(
            """
            SELECT unit, role, service_code, help, result, postal, count(*) AS entries,
                   sum(quantity) AS quantity, max(service_name) AS service_name
            FROM entries WHERE voided = 0 AND day BETWEEN ? AND ?
            GROUP BY unit, role, service_code, help, result, postal
            ORDER BY unit, role, service_code, help, result, postal
            """,
            [first, last],
        )
    )
