"""One module per database engine; everything that only one engine understands stays there."""
