"""What the forms share: reading what was typed into a field."""


def read_whole_number(text: str, least: int, most: int) -> int | None:
    """The number in `text` if it is a plain one between `least` and `most`, else None."""
    typed = text.strip()
    if not (typed.isascii() and typed.isdigit()) or len(typed) > len(str(most)):
        return None
    number = int(typed)
    return number if least <= number <= most else None
