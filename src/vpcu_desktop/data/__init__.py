"""The encrypted store: key slots, engine, mapping, migrations, audit chain, backup."""
