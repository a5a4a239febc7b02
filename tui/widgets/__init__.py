"""The building blocks of the screens: one widget a file."""
