"""What the desk knows: services, search, journal, organizations, settings. No screen, no paper."""
