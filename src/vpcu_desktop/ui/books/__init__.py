"""Register books and number series: lists, the ledger, printing, forms, and what is done to them."""
