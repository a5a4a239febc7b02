"""What the desk hands out: leaflets, QR codes, printing. Given dataclasses, it returns bytes."""
