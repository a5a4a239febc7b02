"""Where a sentence ends in the guidance: for the forms of a handout that are read line by line or aloud."""

import re

# «TP. Cao Bằng» and «P. Thục Phán» go on; «1.001193» has no space after its dot.
_END = re.compile(r"(?<=[.!?])(?<!\bTP\.)(?<!\bTX\.)(?<!\bP\.)\s+")


def sentences(text: str) -> list[str]:
    """Return the sentences of `text`, each with the mark that ends it; none begins with a small letter."""
    found: list[str] = []
    for part in _END.split(text.strip()):
        if found and part[:1].islower():
            found[-1] += f" {part}"
        elif part:
            found.append(part)
    return found
