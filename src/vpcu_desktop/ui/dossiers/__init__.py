"""The dossiers: the yearly list, what lies in each, closing and handing over to the archive."""
