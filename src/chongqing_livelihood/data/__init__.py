"""Files to checked tables. The only room that touches ``data/``."""
