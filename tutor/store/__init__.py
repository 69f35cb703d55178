"""SQLite through SQLModel: tables, migrations, backup; the only truth."""
