"""Fonts, so that no edition depends on those a machine happens to have.

::

    table.py        which faces there are, from which packages, under which licence
    coverage.py     which face has which character
    choosing.py     which families a text is set in
    measuring.py    how wide a text comes out in them
    instancing.py   static fonts of the variable ones
    spelling.py     what each glyph of a right-to-left face says
    installing.py   a folder with every face, and the fontconfig configuration that knows only that folder
    subsetting.py   a font with a text's characters only
"""
