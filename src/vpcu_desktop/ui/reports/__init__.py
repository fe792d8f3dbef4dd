"""Reports: counts by period, how deadlines were met, secret documents by level, copies that have not come back."""
