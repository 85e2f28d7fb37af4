"""Edition → HTML → PDF. The only door to Jinja2, WeasyPrint, Pillow and the fonts."""
