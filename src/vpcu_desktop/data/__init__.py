"""The encrypted store: key slots, the SQLCipher engine, tables, repository, audit chain, backups."""
