"""Reading what others wrote and writing what others read: CSV, JSON and, later, spreadsheets and bundles."""
