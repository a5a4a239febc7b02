"""The table of what an import could not place: counts whose unit or service nobody has matched yet."""

STATEMENTS = (
    # An empty unit or service is the one that is sought by its text; `…_key` is the folded text.
    """
    CREATE TABLE pending_counts (
        id INTEGER PRIMARY KEY,
        system TEXT NOT NULL,
        month TEXT NOT NULL,
        unit TEXT NOT NULL,
        unit_text TEXT NOT NULL,
        unit_key TEXT NOT NULL,
        service TEXT NOT NULL,
        service_text TEXT NOT NULL,
        service_key TEXT NOT NULL,
        service_name TEXT NOT NULL,
        online INTEGER NOT NULL CHECK (online >= 0),
        in_person INTEGER NOT NULL CHECK (in_person >= 0),
        postal INTEGER NOT NULL CHECK (postal >= 0),
        resulted INTEGER,
        delivery TEXT NOT NULL,
        source TEXT NOT NULL
    )
    """,
    "CREATE INDEX pending_counts_by_month ON pending_counts (system, month)",
)
