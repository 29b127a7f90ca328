"""Arithmetic on reported values: intervals first, models last. Knows no files, tables or plots.

The modules stand in one order, and a module imports only from those before it:
``intervals`` and ``powers``, ``granularity``, ``change``, ``bounds``, ``selection``, ``plan``,
``pooling``, ``power``. Importing this room loads neither numpy nor statsmodels; the functions
that simulate or fit a model import them when they are called.
"""
