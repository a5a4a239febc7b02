"""`make bench`: ratios of what the desk does to the least that could be done, each pair measured in one run."""
