"""What the desk shows: screens, keys and the `motcua` command."""
